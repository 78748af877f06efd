import type { FC } from 'hono/jsx';
import { backOf } from '../back.ts';
import { readSpot } from '../posted.ts';
import { words } from '../words.ts';
import { PlainPage } from './layout.tsx';

interface UnreachableProps {
  /** What was sent, to be sent again as it was: under its nonce it counts once. Null for a page that was only looked at. */
  sent: { action: string; values: Readonly<Record<string, string>> } | null;
  /** Of docs/reference/errors.md, where the error has one. */
  code: string | null;
}

const Again: FC<Pick<UnreachableProps, 'sent'>> = ({ sent }) => {
  // No address is this one.
  if (!sent) {
    return (
      <p>
        <a class="button primary" href="">
          {words.tryAgain}
        </a>
      </p>
    );
  }
  const spot = readSpot(sent.values);
  return (
    <form method="post" action={sent.action} class="actions">
      {Object.entries(sent.values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <a class="button plain" href={spot ? backOf(spot) : '/'}>
        {words.goBack}
      </a>
      <button class="primary">{words.tryAgain}</button>
    </form>
  );
};

/** Whatever was asked for: it could not be done now, and may be asked for again. */
export const UnreachablePage: FC<UnreachableProps> = ({ sent, code }) => (
  <PlainPage title={words.unreachableTitle}>
    <h1>{words.unreachableTitle}</h1>
    <p role="alert">{sent ? words.unreachable : words.unreachablePage}</p>
    <Again sent={sent} />
    {code === null ? null : <p class="note">{words.outageCode(code)}</p>}
  </PlainPage>
);
