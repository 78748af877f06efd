import { explain } from '../core/cards/explain.ts';
import { linkWords } from '../core/cards/words/link.ts';
import { digestText } from '../core/digest.ts';
import { holderOf } from '../core/people/members.ts';
import { readCode } from './link-code.ts';
import { refuse, refusedWith, told } from './reply.ts';
import { scopeOf } from './scope.ts';
import { identify, ownAccount } from './visitor.ts';
import type { Reply } from '../core/intent.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Call } from './ports.ts';

/** `/wheel link CODE`, from the account that is to be linked. This only asks: the person then confirms in the console. */
export async function linkByCode(call: Call, rest: string): Promise<Reply> {
  const { ports, visit } = call;
  const { surface } = visit.where;
  if (surface !== 'slack' && surface !== 'discord') return told(linkWords.elsewhere());
  if (rest.trim() === '') return told(linkWords.how());
  const digest = digestText(readCode(rest));
  const account = ownAccount(visit);
  const code = await ports.links.look(digest, account, visit.at);
  if ('bad' in code) return refused(call, { refused: 'bad_code', why: code.bad }, code.projectId);
  const record = await ports.projects.find(code.projectId);
  const person = record?.project.people.find(({ id }) => id === code.personId);
  if (!record || !person) return refused(call, { refused: 'bad_code', why: 'wrong' }, code.projectId);
  const links = await ports.links.of([code.projectId]);
  const holder = holderOf(record.project.people, links, { account, personId: person.id });
  if (holder) return refused(call, { refused: 'linked_already', name: holder.name }, code.projectId);
  const name = (await ports.people.shownName(account)) ?? account.user;
  const request = await ports.links.claim(digest, { account, name }, visit.at);
  if (!request) return refused(call, { refused: 'bad_code', why: 'used' }, code.projectId);
  return told(linkWords.asked(person.name, record.project.name));
}

/** Records the refusal in the ledger of the code's project; if the code is nobody's, in that of the project of this place, if there is one. */
async function refused(call: Call, refusal: Refusal, ofCode: string | null): Promise<Reply> {
  const projectId = ofCode ?? (await scopeOf(call))?.record.project.project ?? null;
  if (projectId === null) return refusedWith(explain(refusal, call.visit.at), refusal.refused);
  const actor = await identify(call, projectId);
  return refuse(call, refusal, { projectId, runId: null, verb: 'link', actor });
}
