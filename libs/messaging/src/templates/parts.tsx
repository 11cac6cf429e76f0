import type { ReactNode } from 'react';
import { Button, Column, Heading, Link, Row, Section, Text } from 'react-email';
import { style } from './theme.ts';

interface Children {
  children: ReactNode;
}

export const Eyebrow = ({ children }: Children) => (
  <Text className="l-quiet" style={style.eyebrow}>
    {children}
  </Text>
);

/** The fact, big, before anything is said about it. */
export const Title = ({ children }: Children) => (
  <Heading as="h1" className="l-ink" style={style.title}>
    {children}
  </Heading>
);

export const Paragraph = ({ children }: Children) => (
  <Text className="l-ink" style={style.text}>
    {children}
  </Text>
);

export const Quiet = ({ children }: Children) => (
  <Text className="l-quiet" style={style.quiet}>
    {children}
  </Text>
);

export const Question = ({ children }: Children) => (
  <Heading as="h2" className="l-ink" style={style.question}>
    {children}
  </Heading>
);

export const Notice = ({ children }: Children) => (
  <Text className="l-wash" style={style.notice}>
    {children}
  </Text>
);

/** Several of them, of one kind: one box, a line each. */
export const NoticeList = ({ lines }: { lines: readonly string[] }) => (
  <Section className="l-wash" style={style.noticeList}>
    {lines.map((line) => (
      <Text key={line} className="l-wash" style={style.noticeLine}>
        {line}
      </Text>
    ))}
  </Section>
);

/** What else could be done, on a line of its own that a thumb can hit. */
export const LinkLine = ({ href, children }: Children & { href: string }) => (
  <div style={style.linkLine}>
    <Link href={href} className="l-link" style={style.link}>
      {children}
    </Link>
  </div>
);

/** The one thing to do. */
export const ActionButton = ({ href, children }: Children & { href: string }) => (
  <Section style={{ margin: '0 0 16px' }}>
    <Button href={href} className="l-button" style={style.button}>
      {children}
    </Button>
  </Section>
);

export type Fact = readonly [label: string, ...lines: string[]];

export const FactTable = ({ children }: Children) => (
  <Section className="l-line" style={style.facts}>
    {children}
  </Section>
);

export const FactRow = ({ label, children }: Children & { label: string }) => (
  <Row>
    <Column className="l-quiet l-line" style={style.factLabel}>
      {label}
    </Column>
    <Column className="l-ink l-line" style={style.factValue}>
      {children}
    </Column>
  </Row>
);

export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <FactTable>
    {facts.map(([label, ...lines]) => (
      <FactRow key={label} label={label}>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </FactRow>
    ))}
  </FactTable>
);
