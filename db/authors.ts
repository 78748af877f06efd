import type { Account } from '../src/core/people/actor.ts';
import type { Authors } from '../src/core/steering/authors.ts';
import { markOfWords } from '../src/core/steering/message.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { send } from './json.ts';

/** The first words of the message, with the account of their author, from the ledger entry that was written with them. */
const said = `
  select l.actor -> 'account' as account, b.text as text, m.source_mark as mark
  from messages m join bodies b on b.digest = m.digest
    join ledger l on l.run_id = m.run_id and l.kind = 'message.accepted' and l.subject ->> 'message' = m.id
  where m.source_surface = $1 and m.source_channel = $2 and m.source_message = $3 and m.replaces is null`;

type Said = { account: Account | null; text: string | null; mark: string };

export const createAuthors = ({ pool }: Pick<Client, 'pool'>): Authors => ({
  async of({ surface, channel, message }) {
    const [first] = await explained(send<Said>(pool, said, surface, channel, message));
    return first && isOwn(first) ? first.account : null;
  },
});

/** False if somebody else relayed the message: it was then said as a quotation, which is another text than the message's own. */
const isOwn = ({ text, mark }: Said): boolean => text !== null && markOfWords(text) === mark;
