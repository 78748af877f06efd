import type { FC } from 'hono/jsx';
import { words } from '../words.ts';
import { PlainPage } from './layout.tsx';

const FreshLink: FC = () => (
  <>
    <p>{words.signInAgain}</p>
    <pre class="command">
      <code>{words.signInCommand}</code>
    </pre>
  </>
);

export const NoSessionPage: FC = () => (
  <PlainPage title={words.signInTitle}>
    <h1>{words.signInTitle}</h1>
    <p>{words.signInText}</p>
    <FreshLink />
  </PlainPage>
);

export const UsedLinkPage: FC = () => (
  <PlainPage title={words.linkUsedTitle}>
    <h1>{words.linkUsedTitle}</h1>
    <p>{words.linkUsedText}</p>
    <FreshLink />
  </PlainPage>
);

export const SignedInPage: FC = () => (
  <PlainPage title={words.signedInTitle} goOn="/">
    <h1>{words.signedInTitle}</h1>
    <p>
      <a class="button primary" href="/">
        {words.goOn}
      </a>
    </p>
  </PlainPage>
);
