import type { ReactNode } from 'react';
import { Link, Section } from 'react-email';
import { mailTexts } from '../mail.en.ts';
import type { MailClaim, MailView } from '../mail-view.ts';
import { formatOf, telephone } from './template.ts';
import { style } from './theme.ts';

const texts = mailTexts.footer;

interface FooterLink {
  label: string;
  url: string;
}

interface FooterParts {
  evidence: { url: string; claims: MailClaim[] } | null;
  links: FooterLink[];
  /** Why this mail came. */
  why: string | null;
  zone: string;
}

function footerParts(view: MailView): FooterParts {
  const format = formatOf(view);
  const marketing = view.kind === 'nudge_7d';
  return {
    evidence: 'claims' in view ? { url: view.evidenceUrl, claims: view.claims } : null,
    links: [
      ...('symptomsUrl' in view && view.kind !== 'safety'
        ? [{ label: texts.symptoms, url: view.symptomsUrl }]
        : []),
      ...('unsubscribeUrl' in view
        ? [
            {
              label: marketing ? texts.stopMarketing : texts.stopCheckIns,
              url: view.unsubscribeUrl,
            },
          ]
        : []),
      ...('stopAllUrl' in view ? [{ label: texts.stopAll, url: view.stopAllUrl }] : []),
    ],
    why: whyOf(view),
    zone: texts.zone(format.place, view.timeZone),
  };
}

function whyOf(view: MailView): string | null {
  if (view.kind === 'day_plan_evening' || view.kind === 'day_plan_morning') return texts.whyDayPlan;
  if (!('unsubscribeUrl' in view)) return null;
  return view.kind === 'nudge_7d' ? texts.whyMarketing : texts.whyCheckIns;
}

export function Footer({ view }: { view: MailView }) {
  const { evidence, links, why, zone } = footerParts(view);
  const { clinic } = view;
  return (
    <Section style={style.footer}>
      {evidence ? <EvidenceNote {...evidence} /> : null}
      {links.length > 0 ? (
        <FooterText>
          {links.map(({ label, url }) => (
            <div key={url}>
              <FooterLinkTo url={url}>{label}</FooterLinkTo>
            </div>
          ))}
        </FooterText>
      ) : null}
      <FooterText>
        <div>{clinic.name}</div>
        <div>{clinic.address}</div>
        <div>
          <FooterLinkTo url={telephone(clinic.phone)}>{clinic.phone}</FooterLinkTo>
        </div>
        <div>
          <FooterLinkTo url={`mailto:${clinic.email}`}>{clinic.email}</FooterLinkTo>
        </div>
      </FooterText>
      <FooterText>
        {why === null ? null : <div>{why}</div>}
        <div>{zone}</div>
        <div>{texts.sentBy(clinic.legalName)}</div>
      </FooterText>
    </Section>
  );
}

const EvidenceNote = ({ url, claims }: { url: string; claims: MailClaim[] }) => (
  <FooterText>
    <FooterLinkTo url={url}>{texts.evidence}</FooterLinkTo>
    {claims.map(({ id, title, certainty }) => (
      <div key={id}>{texts.certainty(title, certainty)}</div>
    ))}
  </FooterText>
);

const FooterText = ({ children }: { children: ReactNode }) => (
  <div className="l-quiet" style={style.footerText}>
    {children}
  </div>
);

const FooterLinkTo = ({ url, children }: { url: string; children: ReactNode }) => (
  <Link href={url} className="l-quiet" style={style.footerLink}>
    {children}
  </Link>
);

export function footerText(view: MailView): string[] {
  const { evidence, links, why, zone } = footerParts(view);
  const { name, address, phone, email, legalName } = view.clinic;
  return [
    '---',
    ...(evidence
      ? [
          [
            texts.link(texts.evidence, evidence.url),
            ...evidence.claims.map(({ title, certainty }) => texts.certainty(title, certainty)),
          ].join('\n'),
        ]
      : []),
    ...(links.length > 0 ? [links.map(({ label, url }) => texts.link(label, url)).join('\n')] : []),
    [name, address, phone, email].join('\n'),
    [why, zone, texts.sentBy(legalName)].filter((line) => line !== null).join('\n'),
  ];
}
