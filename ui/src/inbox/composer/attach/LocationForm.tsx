import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '@/shared/Button';
import { note } from '@/shared/toasts';

import type { FormProps } from './AttachDialog';
import { FormFrame, Text } from './parts';

const degrees = (text: string, most: number): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Math.abs(value) <= most ? value : null;
};

// Coordinates as a map gives them; "4.6097, -74.0817" pasted into the first field fills both.
export function LocationForm({ send }: FormProps) {
  const { t } = useTranslation();
  const [latitude, set_latitude] = useState('');
  const [longitude, set_longitude] = useState('');
  const [name, set_name] = useState('');
  const [address, set_address] = useState('');
  const north = degrees(latitude, 90);
  const east = degrees(longitude, 180);
  const write_latitude = (text: string) => {
    const pair = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
    set_latitude(pair ? pair[1]! : text);
    if (pair) set_longitude(pair[2]!);
  };
  const here = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set_latitude(coords.latitude.toFixed(6));
        set_longitude(coords.longitude.toFixed(6));
      },
      () => note(t('attach.no_position'), { kind: 'problem' }),
    );
  const submit = () =>
    send({ type: 'location', location: { latitude: north!, longitude: east!, ...(name.trim() && { name: name.trim() }), ...(address.trim() && { address: address.trim() }) } });
  return (
    <FormFrame ready={north !== null && east !== null} submit={submit}>
      <div className="grid grid-cols-2 gap-3">
        <Text label={t('attach.latitude')} value={latitude} change={write_latitude} hint={t('attach.latitude_hint')} numeric />
        <Text label={t('attach.longitude')} value={longitude} change={set_longitude} hint={t('attach.longitude_hint')} numeric />
      </div>
      <Button look="quiet" onClick={here}>
        <LocateFixed aria-hidden className="size-4" />
        {t('attach.here')}
      </Button>
      <Text label={t('attach.place_name')} value={name} change={set_name} most={1000} />
      <Text label={t('attach.address')} value={address} change={set_address} most={1000} />
    </FormFrame>
  );
}
