import type { AskView } from '../cards/ask-view.ts';
import type { Button, Text } from '../cards/card.ts';
import { onlyFor } from '../cards/private.ts';
import { controlButton } from '../cards/run-card.ts';
import { whyOf } from '../cards/run-line.ts';
import { ownHints, ownLabels, questionOf } from '../cards/words/ask.ts';
import { homeWords } from '../cards/words/home.ts';
import { runBadges } from '../cards/words/run.ts';
import { encodePress } from '../cards/token.ts';
import { oneLine } from '../cards/agent-text.ts';
import { holdsTheRun } from '../ask/ask.ts';
import { firstOf, type Merged } from '../ask/alike.ts';
import type { Account } from '../people/actor.ts';
import { permissionsOf } from '../people/permissions.ts';
import type { NamedAccount } from '../people/recognize.ts';
import type { KnownPerson, RunView } from '../ports.ts';
import type { Person, Project } from '../project/definition.ts';
import type { Inbox, Waiting } from './inbox.ts';

export interface HomeLine {
  text: Text;
  /** They work for this person alone. */
  buttons: Button[];
}

/** One person's own page on a chat platform: what waits for them, what they started, who they are. */
export interface Home {
  sections: { title: string; lines: HomeLine[] }[];
}

/** Who somebody is in one project. */
export interface Membership {
  project: Project;
  person: KnownPerson;
  accounts: readonly NamedAccount[];
}

export interface HomeFacts {
  account: Account;
  memberships: readonly Membership[];
  inbox: Inbox;
  /** Whether there are more open questions than were read. */
  isMore: boolean;
  /** The Asks that the inbox shows, by id. */
  asks: ReadonlyMap<string, AskView>;
  /** Started by this person and active, newest first. */
  runs: readonly { view: RunView; person: Person }[];
  moreRuns: number;
}

/** Composes the page, each time it is shown. It contains no time that passes, so that it changes only if something has happened. */
export function composeHome(facts: HomeFacts): Home {
  if (facts.memberships.length === 0) return { sections: [{ title: homeWords.unknownTitle, lines: unknown(facts) }] };
  return {
    sections: [
      { title: homeWords.inboxTitle, lines: inboxLines(facts) },
      { title: homeWords.runsTitle, lines: runLines(facts) },
      { title: homeWords.youTitle, lines: youLines(facts) },
    ],
  };
}

const line = (text: Text, buttons: Button[] = []): HomeLine => ({ text, buttons });

function unknown({ account }: HomeFacts): HomeLine[] {
  return [line(homeWords.unknown(account)), line(homeWords.linkHere())];
}

function inboxLines({ inbox, isMore, asks, memberships }: HomeFacts): HomeLine[] {
  const shown = inbox.shown.flatMap((entry) => {
    const view = asks.get(firstOf(entry).ask.id);
    return view ? [inboxLine(entry, view, nameOf(view.run.projectId, memberships))] : [];
  });
  const rest = inbox.more > 0 || isMore ? [line(homeWords.more(inbox.more, isMore))] : [];
  const others = inbox.others > 0 ? [line(homeWords.others(inbox.others))] : [];
  const nothing = shown.length === 0 && rest.length === 0 ? [line(homeWords.nothingWaits())] : [];
  return [...nothing, ...shown, ...rest, ...others];
}

const nameOf = (projectId: string, memberships: readonly Membership[]): string =>
  memberships.find(({ project }) => project.project === projectId)?.project.name ?? projectId;

function inboxLine(entry: Merged<Waiting>, view: AskView, project: string): HomeLine {
  const { person } = firstOf(entry);
  const { ask, run, definition } = view;
  const question = questionOf(ask.subject, definition);
  const about = { question, project, since: ask.openedAt };
  const text =
    entry.kind === 'one'
      ? homeWords.waits({ ...about, run: oneLine(run.title), until: ask.expiresAt, isHeld: run.hold !== null })
      : homeWords.alike({ ...about, count: entry.all.length, kind: ask.kind, projectId: run.projectId });
  return line(text, onlyFor([lookButton(view)], person.id));
}

/** A button that leads to the card that everybody sees, if the run waits for it; otherwise it shows everything privately. */
function lookButton({ ask, run }: AskView): Button {
  if (holdsTheRun(ask)) return controlButton(run, 'review', false);
  const token = encodePress({ press: 'page', askId: ask.id, revision: ask.revision, page: 0 });
  return { token, label: ownLabels.showAll, style: 'plain', hint: ownHints.showAll, confirm: null };
}

function runLines({ runs, moreRuns }: HomeFacts): HomeLine[] {
  if (runs.length === 0) return [line(homeWords.noRuns())];
  const lines = runs.map(({ view, person }) => {
    const { run } = view.state;
    const text = homeWords.run({ title: oneLine(run.title), badge: runBadges[run.status], why: whyOf(view) });
    return line(text, onlyFor([controlButton(run, 'focus', false)], person.id));
  });
  return moreRuns > 0 ? [...lines, line(homeWords.moreRuns(moreRuns))] : lines;
}

/** How many projects are shown; the others are in the console. */
const mostProjects = 20;

function youLines({ memberships }: HomeFacts): HomeLine[] {
  const accounts = memberships.flatMap((it) => it.accounts);
  const left = memberships.length - mostProjects;
  return [
    ...memberships
      .slice(0, mostProjects)
      .map(({ project, person }) => line(homeWords.may(project.name, oneLine(person.name), permissionsOf(person)))),
    ...(left > 0 ? [line(homeWords.moreProjects(left))] : []),
    line(homeWords.accounts(accounts)),
    line(homeWords.linkHere()),
    line(homeWords.console()),
  ];
}
