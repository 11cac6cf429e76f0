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

export const TextLink = ({ href, children }: Children & { href: string }) => (
  <Link href={href} className="l-link" style={style.link}>
    {children}
  </Link>
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

export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <Section className="l-line" style={style.facts}>
    {facts.map(([label, ...lines]) => (
      <Row key={label}>
        <Column className="l-quiet l-line" style={style.factLabel}>
          {label}
        </Column>
        <Column className="l-ink l-line" style={style.factValue}>
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Column>
      </Row>
    ))}
  </Section>
);
