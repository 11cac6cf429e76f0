import type { CaughtMail } from '@limber/contracts';
import { ArrowLeft, Paperclip } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { saveFile } from '../booking/save-file.ts';
import { Chip } from '../ui/chip.tsx';
import { useFormat } from '../ui/use-format.ts';
import { mailboxTexts as texts } from './mailbox.en.ts';

const LINK = /(https?:\/\/[^\s<>"]+)/;
const widths = { phone: 390, desktop: 680 } as const;
type Width = keyof typeof widths;

/**
 * Links of a mail open the app itself, not a page inside the little frame. Mails ask for a new window,
 * which would inherit the frame's sandbox and could run nothing.
 */
const framed = (html: string): string => {
  const own = html.replaceAll(/(<a\b[^>]*?)\starget="[^"]*"/gi, '$1');
  const base = '<base target="_top">';
  return /<head[^>]*>/i.test(own) ? own.replace(/<head[^>]*>/i, `$&${base}`) : base + own;
};

function PlainText({ text }: { text: string }): ReactElement {
  return (
    <pre className="p-5 font-sans text-15 break-words whitespace-pre-wrap">
      {text.split(LINK).map((part, index): ReactNode =>
        index % 2 === 1 ? (
          <a key={index} href={part} className="link break-all">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </pre>
  );
}

function Facts({ mail }: { mail: CaughtMail }): ReactElement {
  const format = useFormat();
  const lines = [
    [texts.from, mail.from],
    [texts.toLabel, mail.to],
    [texts.at, format.moment(mail.date)],
  ];
  return (
    <dl className="nums text-15">
      {lines.map(([label, value]) => (
        <div key={label} className="grid grid-cols-[72px_1fr]">
          <dt className="text-quiet">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Attached = CaughtMail['attachments'][number];

/** Text comes as it is, everything else in base64. */
const contentOf = ({ contentType, content }: Attached): string | Uint8Array<ArrayBuffer> =>
  contentType.startsWith('text/')
    ? content
    : Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));

/** What a mail program would offer to save: a part without a name is for the program itself. */
function Attachments({ mail }: { mail: CaughtMail }): ReactElement | null {
  const files = mail.attachments.filter(({ filename }) => filename !== '');
  if (files.length === 0) return null;
  return (
    <ul aria-label={texts.attachments} className="flex flex-wrap gap-x-4">
      {files.map((file) => (
        <li key={file.filename}>
          <button
            type="button"
            data-testid="attachment"
            onClick={() => saveFile(file.filename, file.contentType, contentOf(file))}
            className="link inline-flex min-h-11 items-center gap-2 text-15"
          >
            <Paperclip aria-hidden size={16} />
            {texts.save(file.filename)}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface ViewsProps {
  isText: boolean;
  setText: (isText: boolean) => void;
  width: Width;
  setWidth: (width: Width) => void;
}

function Views({ isText, setText, width, setWidth }: ViewsProps): ReactElement {
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2">
      <div role="radiogroup" aria-label={texts.view} className="flex gap-2">
        <Chip role="radio" isOn={!isText} onToggle={() => setText(false)}>
          {texts.asHtml}
        </Chip>
        <Chip role="radio" isOn={isText} onToggle={() => setText(true)}>
          {texts.asText}
        </Chip>
      </div>
      <div role="radiogroup" aria-label={texts.width} className="hidden gap-2 sm:flex">
        {(['phone', 'desktop'] as const).map((each) => (
          <Chip key={each} role="radio" isOn={width === each} onToggle={() => setWidth(each)}>
            {texts[each]}
          </Chip>
        ))}
      </div>
    </div>
  );
}

export function MailReader({
  mail,
  onBack,
}: {
  mail: CaughtMail;
  onBack: () => void;
}): ReactElement {
  const [isText, setText] = useState(false);
  const [width, setWidth] = useState<Width>('desktop');
  return (
    <article aria-label={mail.subject} className="space-y-4">
      <button
        type="button"
        onClick={onBack}
        className="link inline-flex min-h-11 items-center gap-2 lg:hidden"
      >
        <ArrowLeft aria-hidden size={18} />
        {texts.back}
      </button>
      <h2 className="text-21 font-semibold">{mail.subject}</h2>
      <Facts mail={mail} />
      <Attachments mail={mail} />
      <Views isText={isText} setText={setText} width={width} setWidth={setWidth} />
      <div
        className="mx-auto overflow-hidden rounded-card border border-line bg-surface"
        style={{ maxWidth: widths[width] }}
      >
        {isText ? (
          <PlainText text={mail.text} />
        ) : (
          // No scripts, no origin of its own: a mail is shown as a mail program would.
          <iframe
            title={texts.frame(mail.subject)}
            sandbox="allow-top-navigation-by-user-activation allow-popups"
            srcDoc={framed(mail.html)}
            className="block h-[78dvh] w-full border-0 bg-white"
          />
        )}
      </div>
    </article>
  );
}
