import { digestOf, digestText } from '../core/digest.ts';
import { may, type Account, type PersonActor } from '../core/people/actor.ts';
import type { Linking, OwnAccounts } from '../core/people/linking.ts';
import type { AccountLink } from '../core/people/links.ts';
import { holderOf } from '../core/people/members.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import { accountsNamed, asWritten } from '../core/people/recognize.ts';
import type { LedgerEntry } from '../core/ledger/entry.ts';
import type { Visit } from '../core/intent.ts';
import type { Person, Project } from '../core/project/definition.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { codeLife, newCode, writtenCode } from './link-code.ts';
import { precisely, record } from './reply.ts';
import { identify } from './visitor.ts';
import type { Call, DoorPorts } from './ports.ts';

/** The console's side of linking an account: making a code, confirming or declining, ending a link. */
export const createLinking = (ports: DoorPorts): Linking => ({
  of: (account) => read(ports, account),

  makeCode: (projectId, visit) =>
    asPerson({ ports, visit }, { projectId, verb: 'link' }, async ({ actor }) => {
      const code = newCode();
      const until = new Date(visit.at.getTime() + codeLife);
      const { personId } = actor;
      await ports.links.offer({ digest: digestText(code), projectId, personId, expiresAt: until });
      return { did: { code: writtenCode(code), until } };
    }),

  settle: (projectId, request, visit) =>
    asPerson({ ports, visit }, { projectId, verb: 'link' }, (asked) =>
      request.isMine ? confirm({ ports, visit }, asked, request.id) : decline({ ports, visit }, asked, request.id),
    ),

  unlink: (projectId, linkId, visit) =>
    asAnybody({ ports, visit }, { projectId, verb: 'unlink' }, (asked) => end({ ports, visit }, asked, linkId)),
});

interface Asked {
  projectId: string;
  verb: 'link' | 'unlink';
}

interface Asker extends Asked {
  actor: PersonActor;
  project: Project;
}

type Act<T> = (asker: Asker) => Promise<{ did: T } | Refusal>;

const done = { did: null };

/** Acts for anybody whom the project knows. Refusals are recorded in its ledger (P6). */
async function asAnybody<T>(call: Call, asked: Asked, act: Act<T>): Promise<T | Refusal> {
  const { projectId, verb } = asked;
  const found = await call.ports.projects.find(projectId);
  if (!found) return notFound('project', projectId);
  const actor = await identify(call, projectId);
  const outcome = actor ? await act({ ...asked, actor, project: found.project }) : stranger;
  if (!isRefusal(outcome)) return outcome.did;
  const refusal = await precisely(call, outcome, projectId);
  await record(call, refusal, { projectId, runId: null, verb, actor });
  return refusal;
}

/** Acts only for people whom the project file names: a member of a group is known by one account alone, and can't link others. */
const asPerson = <T>(call: Call, asked: Asked, act: Act<T>): Promise<T | Refusal> =>
  asAnybody(call, asked, async (asker) => {
    const isNamed = asker.project.people.some(({ id }) => id === asker.actor.personId);
    return isNamed ? act(asker) : notNamed;
  });

const stranger: Refusal = { refused: 'stranger' };
const notNamed: Refusal = { refused: 'not_named' };
const notFound = (what: string, id: string): Refusal => ({ refused: 'not_found', what, id });

async function confirm(call: Call, asker: Asker, requestId: string): Promise<{ did: null } | Refusal> {
  const { links } = call.ports;
  const { projectId, actor, project } = asker;
  const { at } = call.visit;
  const request = await links.request(projectId, actor.personId, at);
  // Since the page was drawn, another account may have typed a newer code: that one was not confirmed.
  if (request?.id !== requestId) return notFound('request', requestId);
  const holder = holderOf(project.people, await links.of([projectId]), request);
  if (holder) return { refused: 'linked_already', name: holder.name };
  const { id, personId, account, name } = request;
  const link: AccountLink = { id, projectId, personId, account, name, linkedAt: at, endedAt: null };
  const isDone = await links.confirm(requestId, link, entryOf(call.visit, asker, { kind: 'account.linked', link }));
  return isDone ? done : notFound('request', requestId);
}

async function decline({ ports, visit }: Call, asker: Asker, requestId: string): Promise<{ did: null } | Refusal> {
  const request = await ports.links.request(asker.projectId, asker.actor.personId, visit.at);
  if (request?.id !== requestId) return notFound('request', requestId);
  await ports.links.decline(requestId);
  return done;
}

/** Ends a link: one's own, or anybody's for people who may `configure`. */
async function end(call: Call, asker: Asker, linkId: string): Promise<{ did: null } | Refusal> {
  const { links } = call.ports;
  const { projectId, actor } = asker;
  const link = (await links.of([projectId])).find(({ id }) => id === linkId);
  const isTheirs = link?.personId === actor.personId;
  if (!isTheirs && !may(actor, 'configure')) return { refused: 'not_permitted', needs: 'configure' };
  if (!link) return notFound('link', linkId);
  const { at } = call.visit;
  const isDone = await links.end(linkId, at, entryOf(call.visit, asker, { kind: 'account.unlinked', link }));
  return isDone ? done : notFound('link', linkId);
}

interface Linked {
  kind: 'account.linked' | 'account.unlinked';
  link: AccountLink;
}

function entryOf({ at }: Visit, { projectId, actor }: Asker, { kind, link }: Linked): LedgerEntry {
  const { id, personId, account, name } = link;
  return {
    id: `led_${digestOf({ kind, id }).slice(0, 20)}`,
    projectId,
    runId: null,
    kind,
    actor,
    at,
    subject: { link: id, person: personId },
    payload: { surface: account.surface, account: asWritten(account), name, person: personId },
    status: null,
  };
}

async function read({ people, links }: DoorPorts, account: Account): Promise<OwnAccounts[]> {
  const known = await people.everywhere(account);
  const all = await links.of(known.map(({ record: { project } }) => project.project));
  const now = new Date();
  return Promise.all(
    known.map(async ({ record: { project }, person }) => ({
      ...owned(project, person, all),
      request: await links.request(project.project, person.id, now),
    })),
  );
}

function owned(project: Project, person: Person, all: readonly AccountLink[]): Omit<OwnAccounts, 'request'> {
  const live = all.filter(({ projectId, endedAt }) => projectId === project.project && endedAt === null);
  const others = permissionsOf(person).includes('configure') ? live.filter((it) => it.personId !== person.id) : [];
  const nameOf = (id: string): string => project.people.find((it) => it.id === id)?.name ?? id;
  return {
    project: { id: project.project, name: project.name },
    person: person.name,
    isNamed: project.people.some(({ id }) => id === person.id),
    named: accountsNamed(person),
    links: live.filter((it) => it.personId === person.id),
    others: others.map((it) => ({ ...it, person: nameOf(it.personId) })),
  };
}
