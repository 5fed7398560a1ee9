import { useTranslation } from 'react-i18next';

import { Logo } from '@/app/Logo';

import { LanguageChoice } from './LanguageChoice';
import { SignInForm } from './SignInForm';

export default function SignInPage() {
  const { t } = useTranslation();
  return (
    <div className="flex h-full flex-col overflow-y-auto bg-canvas">
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center px-6 py-10">
        <div className="flex items-center gap-3">
          <Logo className="size-11" />
          <p className="text-2xl font-semibold tracking-tight">{t('product')}</p>
        </div>
        <p className="mt-3 text-base text-pretty text-ink-soft">{t('sign_in.tagline')}</p>
        <div className="mt-8 rounded-xl bg-surface p-6 shadow-raised">
          <h1 className="text-lg font-semibold">{t('sign_in.title')}</h1>
          <SignInForm />
        </div>
      </main>
      <footer className="flex justify-center px-6 pb-8">
        <LanguageChoice />
      </footer>
    </div>
  );
}
