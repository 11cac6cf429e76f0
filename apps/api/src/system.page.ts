export const systemStyle = `
:root { color-scheme: light dark; --paper: #FAF8F4; --ink: #1B2220; --quiet: #56615D; --line: #E4E0D8; --pine: #1F5F53; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #101513; --ink: #E9EEEB; --quiet: #A3B0AA; --line: #2A3330; --pine: #7CC4B2; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 48px 24px; }
h1 { font-size: 28px; line-height: 1.15; margin: 0 0 12px; }
p { color: var(--quiet); }
a { color: var(--pine); }
dt { font-weight: 600; margin-top: 16px; padding-top: 16px; border-top: 1px solid var(--line); }
dd { margin: 4px 0 0; color: var(--quiet); }
`;

const rooms: [title: string, href: string | null, what: string][] = [
  ['The API', '/api/docs', 'Every route with its shapes, to read and to try.'],
  [
    'The API as a document',
    '/api/openapi.json',
    'OpenAPI 3.1, made from the schemas that validate.',
  ],
  [
    'The demo clinic',
    '/api/v1/clinics/demo',
    'Two locations, six therapists, five rooms, in London.',
  ],
  ['What it sells', '/api/v1/clinics/demo/services', 'Sessions, lengths and prices.'],
  [
    'The mailbox',
    '/api/v1/demo/mailbox',
    'Every mail the clinic sent; nothing leaves this machine.',
  ],
  [
    'The clock',
    '/api/v1/demo/clock',
    'Demo time. POST {"advance": "PT24H"} moves it and the mails follow.',
  ],
  ['Is it well?', '/readyz', 'Database, queue and migrations.'],
  ['The worker', null, 'Runs beside this server and sends what is due, once a second.'],
];

/** Says what runs where. */
export const systemPage = (): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Limber</title>
<link rel="stylesheet" href="/system/style.css">
</head>
<body>
<main>
<h1>Limber is running</h1>
<p>The booking platform of a massage clinic whose clients come after training. Run <code>npm run demo</code> in a second terminal to see one booking played from suggestion to check-in.</p>
<dl>
${rooms
  .map(
    ([title, href, what]) =>
      `<dt>${href ? `<a href="${href}">${title}</a>` : title}</dt><dd>${what}</dd>`,
  )
  .join('\n')}
</dl>
<p>Not reviewed by a clinician yet; not medical advice.</p>
</main>
</body>
</html>
`;
