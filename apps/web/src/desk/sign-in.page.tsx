import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, type ReactElement, useId, useState, useSyncExternalStore } from 'react';
import { clockState, subscribeClock } from '../api/clinic-clock.ts';
import { useClinic } from '../api/clinic.queries.ts';
import { isCode } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { Field, inputClass } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { troubleOf } from '../ui/trouble.tsx';
import { signInTexts as texts } from './sign-in.en.ts';
import { DESK, signIn } from './desk.requests.ts';
import { Mark } from './mark.tsx';

interface PasswordProps {
  value: string;
  errorId: string | undefined;
  onType: (value: string) => void;
}

function Password({ value, errorId, onType }: PasswordProps): ReactElement {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-15 font-semibold">
        {texts.password}
      </label>
      <div className="relative">
        <input
          id={id}
          name="password"
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={128}
          value={value}
          aria-invalid={errorId ? true : undefined}
          aria-describedby={errorId}
          onChange={(event) => onType(event.target.value)}
          className={`${inputClass} pr-14 ${errorId ? 'border-brick' : 'border-edge'}`}
        />
        <button
          type="button"
          aria-label={isShown ? texts.hide : texts.show}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-0 right-0 flex w-12 items-center justify-center rounded-card text-quiet hover:text-pine"
        >
          <Icon aria-hidden size={20} />
        </button>
      </div>
    </div>
  );
}

/** The e-mails only: the demo's passwords are printed at its start and never travel in the app. */
function DemoPeople({ onPick }: { onPick: (email: string) => void }): ReactElement | null {
  const { isDemo } = useSyncExternalStore(subscribeClock, clockState);
  if (!isDemo) return null;
  return (
    <section aria-labelledby="demo-people" className="space-y-3 border-t border-line pt-6">
      <h2 id="demo-people" className="text-15 font-semibold">
        {texts.demo}
      </h2>
      <p className="text-15 text-quiet">{texts.demoLead}</p>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {texts.demoPeople.map(([email, who]) => (
          <button
            key={email}
            type="button"
            onClick={() => onPick(email)}
            className="min-h-11 rounded-card border border-edge bg-surface px-4 text-left text-15 font-medium transition-colors hover:border-pine hover:text-pine"
          >
            {who}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Back to where one wanted to go; the address has been checked to be a page of the desk. */
function useGoOn(): () => void {
  const { next } = useSearch({ from: '/desk/sign-in' });
  const router = useRouter();
  return () => router.history.replace(next ?? '/desk/day');
}

/** Unknown and wrong are one and the same: the sentence must not tell who works here. */
const doNotBelong = (error: unknown): boolean =>
  isCode(error, 'SIGN_IN_FAILED', 'VALIDATION_FAILED');

function Failure({ id, error }: { id: string; error: unknown }): ReactElement {
  return (
    <div id={id} data-testid="sign-in-error">
      <Notice tone="refuse" isUrgent>
        <p>{doNotBelong(error) ? texts.wrong : troubleOf(error).detail}</p>
      </Notice>
    </div>
  );
}

function SignInForm(): ReactElement {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const errorId = useId();
  const cache = useQueryClient();
  const goOn = useGoOn();
  const enter = useMutation({
    mutationFn: () => signIn({ email: email.trim(), password }),
    onSuccess: () => {
      cache.removeQueries({ queryKey: [DESK] });
      goOn();
    },
  });
  const isWrong = doNotBelong(enter.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!enter.isPending) enter.mutate();
  };
  const pick = (picked: string): void => {
    setEmail(picked);
    document.querySelector<HTMLInputElement>('[name=password]')?.focus();
  };
  return (
    <>
      <form onSubmit={submit} className="space-y-5">
        <Field
          label={texts.email}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          required
          maxLength={254}
          value={email}
          aria-invalid={isWrong || undefined}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Password value={password} errorId={isWrong ? errorId : undefined} onType={setPassword} />
        {enter.isError && <Failure id={errorId} error={enter.error} />}
        <Button type="submit" className="w-full" isBusy={enter.isPending}>
          {enter.isPending ? texts.going : texts.go}
        </Button>
      </form>
      <DemoPeople onPick={pick} />
    </>
  );
}

export function SignInPage(): ReactElement {
  const { ended } = useSearch({ from: '/desk/sign-in' });
  const { data: clinic } = useClinic();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[432px] flex-col justify-center gap-8 px-4 py-12">
      <Link to="/" className="flex min-h-11 items-center gap-3 self-start font-semibold">
        <Mark />
        <span className="min-w-0 truncate">{clinic?.name ?? ''}</span>
      </Link>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      {ended && (
        <Notice tone="caution">
          <p>{texts.ended}</p>
        </Notice>
      )}
      <SignInForm />
    </main>
  );
}
