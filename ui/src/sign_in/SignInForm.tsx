import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';

import { session_query, sign_in } from '@/api/session';
import { Button } from '@/shared/Button';
import { IconButton } from '@/shared/IconButton';

import { Field } from '@/shared/Field';
import { ProblemNote } from './ProblemNote';

const entry = z.object({ email: z.email(), password: z.string().check(z.minLength(1)) });
type Entry = z.infer<typeof entry>;

export function SignInForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { ended, back } = useSearch({ from: '/sign-in' });
  const [visible, set_visible] = useState(false);
  const { register, handleSubmit, formState, setFocus } = useForm<Entry>({
    resolver: (values) => {
      const checked = entry.safeParse({ ...values, email: values.email.trim() });
      if (checked.success) return { values: checked.data, errors: {} };
      const wrong = checked.error.issues.map((issue) => [issue.path[0], { type: 'invalid' }]);
      return { values: {}, errors: Object.fromEntries(wrong) };
    },
  });
  const attempt = useMutation({
    mutationFn: ({ email, password }: Entry) => sign_in(email, password),
    onSuccess: async (session) => {
      queries.setQueryData(session_query.queryKey, session);
      if (back) router.history.push(back);
      else await navigate({ to: '/inbox' });
    },
    onError: () => setFocus('password'),
  });
  const { errors } = formState;
  return (
    <form noValidate onSubmit={handleSubmit((values) => attempt.mutate(values))} className="mt-5 space-y-4">
      {ended && !attempt.error && <p className="rounded-md bg-warn-soft px-3 py-2 text-sm">{t('sign_in.ended')}</p>}
      <ProblemNote error={attempt.error} />
      <Field label={t('sign_in.email')} problem={errors.email && t('sign_in.email_invalid')}>
        {(field) => <input {...field} {...register('email')} type="email" autoComplete="username" inputMode="email" autoCapitalize="none" maxLength={254} />}
      </Field>
      <Field
        label={t('sign_in.password')}
        problem={errors.password && t('sign_in.password_missing')}
        beside={
          <IconButton
            icon={visible ? EyeOff : Eye}
            label={visible ? t('sign_in.hide_password') : t('sign_in.show_password')}
            onClick={() => set_visible(!visible)}
          />
        }
      >
        {(field) => <input {...field} {...register('password')} type={visible ? 'text' : 'password'} autoComplete="current-password" maxLength={1024} />}
      </Field>
      <Button type="submit" look="primary" className="h-10 w-full max-md:h-12" disabled={attempt.isPending}>
        {attempt.isPending ? t('sign_in.submitting') : t('sign_in.submit')}
      </Button>
    </form>
  );
}
