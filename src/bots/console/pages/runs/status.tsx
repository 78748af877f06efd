import type { FC } from 'hono/jsx';
import { allowedOf, whoCanPress } from '../../../../core/cards/allowed.ts';
import { inspectorButtons } from '../../../../core/cards/inspector-buttons.ts';
import type { Badge, Button, Text } from '../../../../core/cards/card.ts';
import { money, tokensOf } from '../../../../core/cards/numbers.ts';
import { stepInFlight, whyOf } from '../../../../core/cards/run-line.ts';
import { allowedWords } from '../../../../core/cards/words/allowed.ts';
import { runBadges, runLine } from '../../../../core/cards/words/run.ts';
import { plainText } from '../../../../core/cards/plain.ts';
import type { Run } from '../../../../core/run/run.ts';
import { Buttons } from '../../draw/card.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { BadgeView } from '../parts/badge.tsx';
import { runPath } from './list-page.tsx';
import type { Inspected } from './read.ts';
import type { Threads } from './threads.ts';

/** How much of a limit is used up; no share where there is no limit. */
interface Use {
  text: string;
  share: number | null;
}

export interface StatusData {
  runId: string;
  badge: Badge;
  why: Text;
  buttons: Button[];
  /** Whose the others are, where some are not this person's. */
  missing: Text | null;
  threads: Threads;
  uses: Use[];
}

export function statusOf({ view, reader, threads }: Inspected): StatusData {
  const { run, asks } = view.state;
  const about = { run, ask: asks.find(({ kind }) => kind === 'blocker') ?? null };
  const { buttons, missing } = allowedOf(inspectorButtons(view.state), reader.person, about);
  const finishing = run.status === 'paused' && stepInFlight(view);
  const badge = runBadges[run.status];
  return {
    runId: run.id,
    badge: finishing ? { ...badge, word: plainText(runLine.finishing()) } : badge,
    why: whyOf(view),
    buttons,
    missing:
      missing &&
      allowedWords.instead(missing.token, missing.refusal, whoCanPress(missing.token, reader.project, about)),
    threads,
    uses: usesOf(run),
  };
}

function usesOf({ spent, budget }: Run): Use[] {
  const usd = budget.microUsd;
  const tokens = budget.tokens;
  const used = tokensOf(spent);
  return [
    usd === null
      ? { text: words.spentFree(money(spent.microUsd)), share: null }
      : { text: words.spent(money(spent.microUsd), money(usd)), share: spent.microUsd / Math.max(1, usd) },
    tokens === null
      ? { text: words.tokensFree(used), share: null }
      : { text: words.tokens(used, tokens), share: used / Math.max(1, tokens) },
  ];
}

const UseView: FC<{ use: Use }> = ({ use }) => (
  <p class="use">
    <span>{use.text}</span>
    {use.share === null ? null : (
      <meter min="0" max="1" high={0.8} value={Math.min(1, use.share).toFixed(3)}>
        {Math.round(use.share * 100)} %
      </meter>
    )}
  </p>
);

/** On another platform, it is that platform's own address of it, as it told us. */
const ThreadsView: FC<{ threads: Threads }> = ({ threads: { here, elsewhere } }) => (
  <p class="note ways">
    {here === null ? null : <a href={here}>{words.thread}</a>}
    {elsewhere.map(({ surface, url }) => (
      <a href={url} rel="noreferrer">
        {words.threadIn[surface]}
      </a>
    ))}
    {here === null && elsewhere.length === 0 ? words.noThread : null}
  </p>
);

/** What state it is in, why, and what can be done about it. */
export const StatusView: FC<{ data: StatusData }> = ({ data }) => (
  <>
    <BadgeView badge={data.badge} />
    <p class="why">
      <TextView text={data.why} />
    </p>
    <Buttons buttons={data.buttons} label={words.controls} spot={onPage(runPath(data.runId))} id="controls" />
    {data.buttons[0] ? <p class="note">{data.buttons[0].hint}</p> : null}
    {data.missing === null ? null : (
      <p class="note">
        <TextView text={data.missing} />
      </p>
    )}
    <div class="uses" role="group" aria-label={words.budget}>
      {data.uses.map((use) => (
        <UseView use={use} />
      ))}
    </div>
    <ThreadsView threads={data.threads} />
  </>
);
