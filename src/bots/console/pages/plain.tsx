import type { Child, FC } from 'hono/jsx';
import { words } from '../words.ts';
import { PlainPage } from './layout.tsx';

/** A page that says one thing, under its title. */
const Notice: FC<{ title: string; children: Child }> = ({ title, children }) => (
  <PlainPage title={title}>
    <h1>{title}</h1>
    {children}
  </PlainPage>
);

const WayHome: FC = () => (
  <p>
    <a class="button plain" href="/">
      {words.home}
    </a>
  </p>
);

export const NotFoundPage: FC = () => (
  <Notice title={words.notFoundTitle}>
    <p>{words.notFoundText}</p>
    <WayHome />
  </Notice>
);

/** Signed in, but nothing to see. */
export const EmptyPage: FC = () => (
  <Notice title={words.noChannels}>
    <p>{words.noChannelsText}</p>
  </Notice>
);

/** More forms than anybody presses. */
export const TooFastPage: FC<{ seconds: number }> = ({ seconds }) => (
  <Notice title={words.tooFastTitle}>
    <p role="alert">{words.tooFast(seconds)}</p>
    <WayHome />
  </Notice>
);
