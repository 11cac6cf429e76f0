import type { ReactNode } from 'react';
import { Body, Container, Head, Html, Preview, Section, Text } from 'react-email';
import type { MailView } from '../mail-view.ts';
import { Footer } from './footer.tsx';
import { style, styleSheet } from './theme.ts';

interface LayoutProps {
  view: MailView;
  subject: string;
  preheader: string;
  children: ReactNode;
}

/** One column of 560 px, no image, no remote font: nothing to load, nothing to block, nothing that tracks. */
export const Layout = ({ view, subject, preheader, children }: LayoutProps) => (
  <Html lang={view.clinic.locale}>
    <Head>
      <title>{subject}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
      <style dangerouslySetInnerHTML={{ __html: styleSheet }} />
    </Head>
    <Body className="l-paper" lang={view.clinic.locale} style={style.body}>
      <Preview useTitleTag={false}>{preheader}</Preview>
      <Container className="l-paper" tdClassName="l-container" style={style.container}>
        <Text className="l-quiet" style={style.masthead}>
          {view.clinic.name}
        </Text>
        <Section className="l-card" tdClassName="l-pad" style={style.card}>
          {children}
        </Section>
        <Footer view={view} />
      </Container>
    </Body>
  </Html>
);
