import { composeHome, type Home, type Membership } from '../core/home/home.ts';
import { firstOf } from '../core/ask/alike.ts';
import { inboxOf, type Waiting } from '../core/home/inbox.ts';
import type { Account } from '../core/people/actor.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import type { People, RunView, Views } from '../core/ports.ts';
import type { Records } from '../core/records/records.ts';
import { isActive } from '../core/run/run.ts';

interface Ports {
  people: Pick<People, 'everywhere'>;
  records: Pick<Records, 'openAsks' | 'activity'>;
  views: Pick<Views, 'ask' | 'run'>;
}

/** How many open questions are read for one page; if there are more, it says “at least”. */
const mostRead = 200;
/** How many of a person's newest starts in one project are read. */
const mostStarts = 25;
/** How many active runs are shown. */
const mostRuns = 10;

/** Reads what one person's own page in Slack shows. */
export const createHomeReader =
  (ports: Ports) =>
  async (account: Account): Promise<Home> => {
    const met = await ports.people.everywhere(account);
    const memberships = met.map(({ record, person, accounts }) => ({ project: record.project, person, accounts }));
    const open = memberships.filter(({ person }) => permissionsOf(person).includes('view'));
    const [{ waiting, isMore }, started] = await Promise.all([readWaiting(ports, open), readStarted(ports, open)]);
    const inbox = inboxOf(waiting);
    const [asks, runs] = await Promise.all([
      Promise.all(inbox.shown.map((entry) => ports.views.ask(firstOf(entry).ask.id))),
      Promise.all(started.slice(0, mostRuns).map(({ runId }) => ports.views.run(runId))),
    ]);
    return composeHome({
      account,
      memberships,
      inbox,
      isMore,
      asks: new Map(asks.flatMap((view) => (view ? [[view.ask.id, view] as const] : []))),
      runs: runs.flatMap((view) => withPerson(view, open)),
      moreRuns: Math.max(started.length - mostRuns, 0),
    });
  };

async function readWaiting({ records }: Ports, open: readonly Membership[]) {
  const people = new Map(open.map(({ project, person }) => [project.project, person]));
  const page = { limit: mostRead, after: null };
  const { items, next } = await records.openAsks({ projectIds: [...people.keys()] }, page);
  const waiting = items.flatMap(({ ask, run }): Waiting[] => {
    const person = people.get(ask.projectId);
    return person ? [{ ask, run, person }] : [];
  });
  return { waiting, isMore: next !== null };
}

/** The active runs that this person started in any project, newest first. Found by their ledger entries, which are indexed by who acted. */
async function readStarted({ records }: Ports, open: readonly Membership[]): Promise<{ runId: string; at: Date }[]> {
  const kinds = ['run.started'] as const;
  const pages = await Promise.all(
    open.map(({ project, person }) =>
      records.activity({ projectIds: [project.project], actor: person.id, kinds }, { limit: mostStarts, after: null }),
    ),
  );
  const started = pages.flatMap(({ items }) => items);
  const active = started.flatMap(({ entry, run }) =>
    run && isActive(run.status) ? [{ runId: run.id, at: entry.at }] : [],
  );
  return active.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function withPerson(view: RunView | null, open: readonly Membership[]) {
  const person = view && open.find(({ project }) => project.project === view.state.run.projectId)?.person;
  return view && person ? [{ view, person }] : [];
}
