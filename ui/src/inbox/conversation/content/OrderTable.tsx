import { ShoppingBag } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { MessageContent } from '@/api/types';

type Order = NonNullable<MessageContent['order']>;

const amount = (value: number | string | undefined): number => (value === undefined ? Number.NaN : Number(value));

function money(value: number, currency: string | undefined, language: string): string {
  if (Number.isNaN(value)) return '–';
  try {
    return new Intl.NumberFormat(language, currency ? { style: 'currency', currency } : {}).format(value);
  } catch {
    return `${value} ${currency}`; // not a currency that Intl knows
  }
}

export function OrderTable({ order }: { order: Order }) {
  const { t, i18n } = useTranslation();
  const currencies = new Set(order.items.map((item) => item.currency));
  const total = order.items.reduce((sum, item) => sum + amount(item.price) * amount(item.quantity), 0);
  return (
    <div className="w-72 max-w-full py-0.5 text-sm">
      <p className="flex items-center gap-1.5 pb-1 font-semibold">
        <ShoppingBag aria-hidden className="size-4 text-accent" />
        {t('type.order')}
      </p>
      <table className="w-full">
        <thead>
          <tr className="border-b border-line text-left text-xs text-ink-soft">
            <th className="py-0.5 font-medium">{t('message.order_item')}</th>
            <th className="px-2 text-right font-medium">{t('message.order_quantity')}</th>
            <th className="text-right font-medium">{t('message.order_price')}</th>
          </tr>
        </thead>
        <tbody>
          {order.items.map((item, at) => (
            <tr key={at} className="border-b border-line">
              <td className="py-1 break-all">{item.sku}</td>
              <td className="tabular px-2 text-right">{item.quantity ?? '–'}</td>
              <td className="tabular text-right whitespace-nowrap">{money(amount(item.price), item.currency, i18n.language)}</td>
            </tr>
          ))}
        </tbody>
        {currencies.size === 1 && !Number.isNaN(total) && (
          <tfoot>
            <tr className="font-semibold">
              <td className="py-1">{t('message.order_total')}</td>
              <td />
              <td className="tabular text-right whitespace-nowrap">{money(total, order.items[0]?.currency, i18n.language)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
