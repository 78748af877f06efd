import type { FC } from 'hono/jsx';
import { words } from '../words.ts';
import { PlainPage } from './layout.tsx';

export const NotFoundPage: FC = () => (
  <PlainPage title={words.notFoundTitle}>
    <h1>{words.notFoundTitle}</h1>
    <p>{words.notFoundText}</p>
    <p>
      <a class="button plain" href="/">
        {words.home}
      </a>
    </p>
  </PlainPage>
);

/** Signed in, but nothing to see. */
export const EmptyPage: FC = () => (
  <PlainPage title={words.noChannels}>
    <h1>{words.noChannels}</h1>
    <p>{words.noChannelsText}</p>
  </PlainPage>
);

/** More forms than anybody presses. */
export const TooFastPage: FC<{ seconds: number }> = ({ seconds }) => (
  <PlainPage title={words.tooFastTitle}>
    <h1>{words.tooFastTitle}</h1>
    <p role="alert">{words.tooFast(seconds)}</p>
    <p>
      <a class="button plain" href="/">
        {words.home}
      </a>
    </p>
  </PlainPage>
);

export const UnreachablePage: FC = () => (
  <PlainPage title={words.failedTitle}>
    <h1>{words.failedTitle}</h1>
    <p role="alert">{words.unreachable}</p>
    <p>
      <a class="button plain" href="/">
        {words.home}
      </a>
    </p>
  </PlainPage>
);
