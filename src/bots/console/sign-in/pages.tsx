import type { FC } from 'hono/jsx';
import type { NoArrival, SignInWay } from '../../../core/console/sign-in.ts';
import type { Account } from '../../../core/people/actor.ts';
import { asWritten, provenAccounts } from '../../../core/people/recognize.ts';
import { PlainPage } from '../pages/layout.tsx';
import { accountWords } from '../words/accounts.ts';
import { words } from './words.ts';

const FreshLink: FC = () => (
  <>
    <p>{words.again}</p>
    <pre class="command">
      <code>{words.command}</code>
    </pre>
  </>
);

const PrintedLink: FC = () => (
  <>
    <p>{words.text}</p>
    <FreshLink />
  </>
);

type Way = Pick<SignInWay, 'name' | 'label'>;

export const NoSessionPage: FC<{ ways: readonly Way[]; goTo: string }> = ({ ways, goTo }) => (
  <PlainPage title={ways.length === 0 ? words.title : words.titleWithWays}>
    <h1>{ways.length === 0 ? words.title : words.titleWithWays}</h1>
    {ways.map(({ name, label }) => (
      <form method="post" action={`/sign-in/${name}?to=${encodeURIComponent(goTo)}`}>
        <button type="submit" class="primary">
          {words.signInWith(label)}
        </button>
      </form>
    ))}
    {ways.length === 0 ? (
      <PrintedLink />
    ) : (
      <details>
        <summary>{words.orLink}</summary>
        <PrintedLink />
      </details>
    )}
  </PlainPage>
);

/** What a sign-in link shows: whom it is for, and the button that takes it. */
export const LinkPage: FC<{ name: string; action: string }> = ({ name, action }) => (
  <PlainPage title={words.linkTitle(name)}>
    <h1>{words.linkTitle(name)}</h1>
    <p>{words.linkText}</p>
    <form method="post" action={action}>
      <button type="submit" class="primary">
        {words.linkTitle(name)}
      </button>
    </form>
    <p>{words.linkWarning(name)}</p>
  </PlainPage>
);

export const UsedLinkPage: FC = () => (
  <PlainPage title={words.linkUsedTitle}>
    <h1>{words.linkUsedTitle}</h1>
    <p>{words.linkUsedText}</p>
    <FreshLink />
  </PlainPage>
);

/** Goes on by itself: to a path of ours, or to another house. */
export const OnwardPage: FC<{ title: string; goTo: string; label?: string }> = ({ title, goTo, label }) => (
  <PlainPage title={title} goOn={goTo}>
    <h1>{title}</h1>
    <p>
      <a class="button primary" href={goTo}>
        {label === undefined ? words.goOn : words.goOnTo(label)}
      </a>
    </p>
  </PlainPage>
);

const AgainButton: FC = () => (
  <p>
    <a class="button plain" href="/sign-in">
      {words.toSignIn}
    </a>
  </p>
);

export const TooManyPage: FC = () => (
  <PlainPage title={words.tooManyTitle}>
    <h1>{words.tooManyTitle}</h1>
    <p>{words.tooManyText}</p>
    <AgainButton />
  </PlainPage>
);

export type NoEntry = NoArrival | 'used' | 'other_browser';

interface NotArrivedProps {
  why: NoEntry;
  label: string;
  code: string | null;
}

export const NotArrivedPage: FC<NotArrivedProps> = ({ why, label, code }) => (
  <PlainPage title={words.notArrivedTitle[why]}>
    <h1>{words.notArrivedTitle[why]}</h1>
    <p role="alert">{words.notArrived(why, label)}</p>
    {code === null || why === 'declined' || why === 'used_code' ? null : <p>{words.code(code)}</p>}
    <AgainButton />
  </PlainPage>
);

/** More are not shown: somebody can be in two hundred servers. */
const mostLines = 12;

const linesOf = (account: Account): string => {
  const lines = provenAccounts(account).map((it) => `${it.surface}: ${asWritten(it)}`);
  const shown = lines.slice(0, mostLines).join('\n');
  return lines.length > mostLines ? `${shown}\n${words.moreLines(lines.length - mostLines)}` : shown;
};

/** Somebody is who they say, and no project names them. */
export const StrangerPage: FC<{ account: Account; unverified: string | null }> = ({ account, unverified }) => (
  <PlainPage title={words.strangerTitle}>
    <h1>{words.strangerTitle}</h1>
    <p>{words.strangerText}</p>
    <pre class="command">
      <code>{linesOf(account)}</code>
    </pre>
    {unverified === null ? null : <p>{words.unverified(unverified)}</p>}
    <p>{words.strangerNext}</p>
    <AgainButton />
  </PlainPage>
);

const SignOut: FC<{ action: string; label: string; style: string }> = ({ action, label, style }) => (
  <form method="post" action={action}>
    <button type="submit" class={style}>
      {label}
    </button>
  </form>
);

/** Who somebody is here, and the ways out. */
export const YouPage: FC<{ name: string; account: Account }> = ({ name, account }) => (
  <PlainPage title={words.youTitle(name)}>
    <h1>{words.youTitle(name)}</h1>
    <p>{words.youCame(account.surface)}</p>
    <pre class="command">
      <code>{linesOf(account)}</code>
    </pre>
    <p>
      <a class="button primary" href="/">
        {words.goOn}
      </a>
    </p>
    <p>
      <a href="/accounts">{accountWords.toAccounts}</a>
    </p>
    <SignOut action="/sign-out" label={words.signOut} style="plain" />
    <SignOut action="/sign-out/everywhere" label={words.signOutEverywhere} style="plain" />
    <p>{words.everywhereMeans}</p>
  </PlainPage>
);
