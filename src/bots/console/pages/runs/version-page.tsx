import type { FC } from 'hono/jsx';
import { oneLine, printed } from '../../../../core/cards/agent-text.ts';
import type { Visitor } from '../../parts.ts';
import { runWords as words } from '../../words/runs.ts';
import { Frame } from '../frame.tsx';
import { type DiffLine, diffTexts } from './diff.ts';
import { DiffView } from './diff-view.tsx';
import { artifactPath } from './artifacts.tsx';
import { runPath } from './list-page.tsx';
import type { ReadVersions } from './versions.ts';
import { type VersionStanding, VersionStandingView } from './version-standing.tsx';

/** Longer texts would make a page that no browser likes, and a comparison that takes longer than anybody waits. */
export const longestText = 100_000;

export interface VersionPageProps extends ReadVersions {
  visitor: Visitor;
  run: { id: string; title: string };
  standing: VersionStanding;
}

const Choose: FC<Pick<VersionPageProps, 'record' | 'from' | 'to'> & { action: string }> = (props) => (
  <form method="get" action={props.action} class="filters">
    {(['from', 'to'] as const).map((name) => (
      <div>
        <label for={`version-${name}`}>{name === 'from' ? words.compareFrom : words.compareTo}</label>
        <select id={`version-${name}`} name={name}>
          {props.record.versions.toReversed().map(({ number, by }) => (
            <option value={String(number)} selected={number === (props[name] ?? props.to)}>
              {number} · {oneLine(words.madeBy(by), 60)}
            </option>
          ))}
        </select>
      </div>
    ))}
    <button>{words.compare}</button>
  </form>
);

const Text: FC<{ name: string; number: number; text: string | undefined }> = ({ name, number, text }) =>
  text === undefined ? (
    <p class="note">{words.redacted(number)}</p>
  ) : (
    <figure class="fence">
      <figcaption>{words.versionTitle(name, number)}</figcaption>
      <blockquote data-agent dir="auto">
        {text}
      </blockquote>
    </figure>
  );

const Both: FC<{ name: string; from: number; to: number; texts: ReadonlyMap<number, string> }> = (props) => {
  const { name, from, to, texts } = props;
  const [before, after] = [texts.get(from), texts.get(to)];
  const lines: DiffLine[] | null = before === undefined || after === undefined ? null : diffTexts(before, after);
  if (lines) return before === after ? <p class="note">{words.same}</p> : <DiffView lines={lines} />;
  return (
    <>
      {before === undefined || after === undefined ? null : <p class="note">{words.tooDifferent}</p>}
      <Text name={name} number={from} text={before} />
      <Text name={name} number={to} text={after} />
    </>
  );
};

/** One version of an artifact, or what changed between any two. */
export const VersionPage: FC<VersionPageProps> = ({ visitor, run, record, from, to, texts: whole, standing }) => {
  const name = oneLine(record.artifact.name);
  const path = runPath(run.id);
  const shown = new Map([...whole].map(([number, text]) => [number, printed(text.slice(0, longestText))]));
  const isCut = [...whole.values()].some((text) => text.length > longestText);
  return (
    <Frame visitor={visitor} current="runs" inside title={words.diffTitle(name)}>
      <p class="note">
        <a href={path}>{oneLine(run.title)}</a>
      </p>
      <Choose record={record} from={from} to={to} action={artifactPath(run.id, record.artifact.id)} />
      <h2>{from === null ? words.versionTitle(name, to) : words.comparing(from, to)}</h2>
      <VersionStandingView standing={standing} />
      {isCut ? <p class="note">{words.cut(longestText)}</p> : null}
      {from === null ? (
        <Text name={name} number={to} text={shown.get(to)} />
      ) : (
        <Both name={name} from={from} to={to} texts={shown} />
      )}
    </Frame>
  );
};
