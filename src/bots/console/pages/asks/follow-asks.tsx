import type { HtmlEscapedString } from 'hono/utils/html';
import { digestOf } from '../../../../core/digest.ts';
import type { Followed } from '../../live.ts';
import type { ConsoleParts, Visitor } from '../../parts.ts';
import { type PersonalAsk, readAsks } from './read.ts';

/** How often a page that is full of questions reads them anew, in milliseconds, however much happens. */
const pace = 1000;

/** Where a question stands on its page. */
export const askPartId = ({ view }: PersonalAsk): string => `ask-${view.ask.id}`;

/** Changes with anything that is shown of it, but for how long it has waited. */
export const askState = ({ card, standing, deciders, view }: PersonalAsk): string =>
  digestOf({ card, standing, deciders, hold: view.run.hold }).slice(0, 12);

type Draw = (found: PersonalAsk) => HtmlEscapedString | Promise<HtmlEscapedString>;

/** The questions of a page, for as long as it is open: what somebody answers elsewhere shows here too (P2). */
export function followAsks(parts: ConsoleParts, shown: readonly PersonalAsk[], who: Visitor, draw: Draw): Followed {
  const runs = new Set(shown.map(({ view }) => view.run.id));
  const ids = shown.map(({ view }) => view.ask.id);
  return {
    event: 'part',
    pace,
    subscribe: (ring) => parts.runHints.onRun((runId) => runs.has(runId) && ring()),
    read: async () =>
      (await readAsks(parts, ids, who.account)).map((found) => ({
        id: askPartId(found),
        state: askState(found),
        draw: async () => ({ id: askPartId(found), html: (await draw(found)).toString() }),
      })),
  };
}
