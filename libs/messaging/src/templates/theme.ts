import type { CSSProperties } from 'react';

/** look.md, light: what every reader understands is inline; dark comes by class, for those who can. */
const light = {
  paper: '#FAF8F4',
  surface: '#FFFFFF',
  ink: '#1B2220',
  quiet: '#56615D',
  hairline: '#E4E0D8',
  pine: '#1F5F53',
  onPine: '#FFFFFF',
  wash: '#E3EEE8',
  brick: '#9B2C2C',
  brickWash: '#FDECEA',
  amber: '#8A5A00',
};

export const sans =
  "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
export const voice = "Fraunces, Georgia, 'Times New Roman', serif";

/** A word longer than a phone is wide, a name say, must not widen the mail around it. */
const breaks = { wordBreak: 'break-word' } as const;

export const style = {
  body: { backgroundColor: light.paper, fontFamily: sans, color: light.ink, margin: 0, padding: 0 },
  container: { width: '100%', maxWidth: '560px', padding: '24px 0' },
  masthead: {
    fontSize: '15px',
    lineHeight: '22px',
    color: light.quiet,
    margin: '0 0 12px',
    padding: '0 20px',
    fontWeight: 600,
    ...breaks,
  },
  card: {
    backgroundColor: light.surface,
    border: `1px solid ${light.hairline}`,
    borderRadius: '10px',
    padding: '28px 20px 12px',
    ...breaks,
  },
  eyebrow: { fontSize: '15px', lineHeight: '22px', color: light.quiet, margin: '0 0 4px' },
  title: {
    fontFamily: voice,
    fontSize: '28px',
    lineHeight: '34px',
    fontWeight: 500,
    color: light.ink,
    margin: '0 0 20px',
  },
  text: {
    fontSize: '17px',
    lineHeight: '26px',
    color: light.ink,
    margin: '0 0 16px',
    ...breaks,
  },
  quiet: { fontSize: '15px', lineHeight: '22px', color: light.quiet, margin: '0 0 16px' },
  question: {
    fontSize: '17px',
    lineHeight: '24px',
    fontWeight: 600,
    color: light.ink,
    margin: '8px 0 12px',
  },
  linkLine: { margin: '0 0 4px' },
  link: {
    color: light.pine,
    display: 'inline-block',
    fontSize: '17px',
    lineHeight: '24px',
    padding: '10px 0',
    textDecoration: 'underline',
  },
  button: {
    backgroundColor: light.pine,
    color: light.onPine,
    borderRadius: '10px',
    fontSize: '17px',
    fontWeight: 600,
    padding: '14px 24px',
    textAlign: 'center',
    textDecoration: 'none',
  },
  factLabel: {
    fontSize: '15px',
    lineHeight: '22px',
    color: light.quiet,
    width: '84px',
    padding: '8px 12px 8px 0',
    verticalAlign: 'top',
    borderTop: `1px solid ${light.hairline}`,
    // It has its width, and is never the long one.
    wordBreak: 'normal',
  },
  factValue: {
    fontSize: '15px',
    lineHeight: '22px',
    color: light.ink,
    padding: '8px 0',
    verticalAlign: 'top',
    borderTop: `1px solid ${light.hairline}`,
    ...breaks,
  },
  factNote: { color: light.quiet },
  amber: { color: light.amber, fontWeight: 600 },
  facts: { borderBottom: `1px solid ${light.hairline}`, margin: '0 0 16px' },
  notice: {
    backgroundColor: light.wash,
    color: light.ink,
    borderRadius: '10px',
    fontSize: '15px',
    lineHeight: '22px',
    padding: '12px 16px',
    margin: '0 0 20px',
  },
  noticeList: {
    backgroundColor: light.wash,
    borderRadius: '10px',
    padding: '8px 16px',
    margin: '0 0 20px',
  },
  noticeLine: { color: light.ink, fontSize: '15px', lineHeight: '22px', margin: '4px 0' },
  alarm: {
    backgroundColor: light.brickWash,
    borderLeft: `4px solid ${light.brick}`,
    padding: '16px',
    margin: '0 0 16px',
  },
  alarmTitle: {
    fontSize: '17px',
    lineHeight: '24px',
    fontWeight: 600,
    color: light.brick,
    margin: '0 0 8px',
  },
  callButton: {
    backgroundColor: light.brick,
    color: '#FFFFFF',
    borderRadius: '10px',
    fontSize: '17px',
    fontWeight: 600,
    padding: '12px 20px',
    margin: '0 8px 8px 0',
    textDecoration: 'none',
  },
  footer: { padding: '20px 20px 0', ...breaks },
  footerText: { fontSize: '13px', lineHeight: '20px', color: light.quiet, margin: '0 0 12px' },
  footerLink: {
    color: light.quiet,
    display: 'inline-block',
    padding: '2px 0',
    textDecoration: 'underline',
  },
} satisfies Record<string, CSSProperties>;

export const scaleStyle = {
  /** No width of its own: on a phone the second half falls under the first, without any media query. */
  scale: { fontSize: 0, lineHeight: 0, margin: '0 0 12px' },
  half: { display: 'inline-block', verticalAlign: 'top', margin: '0 0 8px' },
  cell: { padding: '0 3px 0 0' },
  tap: {
    display: 'block',
    width: '42px',
    border: `1px solid ${light.pine}`,
    borderRadius: '10px',
    backgroundColor: light.surface,
    color: light.pine,
    fontFamily: sans,
    fontSize: '17px',
    fontWeight: 600,
    lineHeight: '44px',
    textAlign: 'center',
    textDecoration: 'none',
  },
  label: {
    fontFamily: sans,
    fontSize: '13px',
    lineHeight: '18px',
    color: light.quiet,
    padding: '4px 3px 0 0',
  },
} satisfies Record<string, CSSProperties>;

const darkRules = (scope: string): string =>
  [
    ['.l-paper', 'background-color:#101513'],
    ['.l-card', 'background-color:#171D1B;border-color:#2A3330'],
    ['.l-ink', 'color:#E9EEEB'],
    ['.l-quiet', 'color:#A3B0AA'],
    ['.l-line', 'border-color:#2A3330'],
    ['.l-link', 'color:#7CC4B2'],
    ['.l-button', 'background-color:#7CC4B2;color:#101513'],
    ['.l-tap', 'background-color:#171D1B;color:#7CC4B2;border-color:#7CC4B2'],
    ['.l-wash', 'background-color:#1E2B27;color:#E9EEEB'],
    ['.l-alarm', 'background-color:#2A1716;border-color:#F0A29B'],
    ['.l-alarm-title', 'color:#F0A29B'],
    ['.l-amber', 'color:#F0C368'],
    ['.l-call', 'background-color:#F0A29B;color:#101513'],
  ]
    .map(([name, rules]) => `${scope}${name}{${rules?.replaceAll(';', ' !important;')} !important}`)
    .join('');

/** Outlook's own dark mode marks what it repainted with data-ogsc and data-ogsb. */
export const styleSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  `@media (prefers-color-scheme:dark){${darkRules('')}}`,
  darkRules('[data-ogsc] '),
  '@media (max-width:600px){.l-container{padding:12px 8px !important}.l-button{display:block !important}',
  '.l-pad{padding:24px 16px 8px !important}.l-tap{width:44px !important;line-height:46px !important}',
  '.l-cell{padding-right:4px !important}}',
  '@media (max-width:359px){.l-tap{width:40px !important}.l-cell{padding-right:2px !important}}',
].join('');
