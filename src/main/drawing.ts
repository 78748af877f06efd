import { askCard } from '../core/cards/ask-card.ts';
import type { Reminders } from '../core/attention/reminder.ts';
import type { Card } from '../core/cards/card.ts';
import { copiedWords } from '../core/cards/message-words.ts';
import { namedIn, reminderWordsOf } from '../core/cards/reminder-words.ts';
import { runCard } from '../core/cards/run-card.ts';
import type { CardSubject } from '../core/effect.ts';
import type { Bodies, Views } from '../core/ports.ts';
import { wordsNow } from '../core/steering/chain.ts';
import { textsOf } from '../intents/texts.ts';
import type { Said } from '../jobs/posting/parts.ts';

/** Draws from the newest truth, both for jobs that bring postings up to date and for people who look. */
export const createDrawing = (views: Views, bodies: Bodies, reminders: Pick<Reminders, 'find'>) => ({
  card: (subject: CardSubject): Promise<Card | null> =>
    subject.kind === 'run' ? drawRun(views, subject.id) : drawAsk(views, bodies, subject.id),
  words: async ({ kind, id }: CardSubject): Promise<Said | null> => {
    if (kind === 'reminder') return drawReminder(views, reminders, id);
    const found = await views.message(id);
    if (!found) return null;
    const { message, run, definition } = found;
    const now = wordsNow(message, message.source ? await views.saidAt(message.source) : [message]);
    return { words: copiedWords(message, now, run, definition), revision: now.revision, isDeleted: now.isDeleted };
  },
});

/** Null once all its questions are settled: nobody is called to those. A reminder that was posted before is never changed. */
async function drawReminder(views: Views, reminders: Pick<Reminders, 'find'>, id: string): Promise<Said | null> {
  const found = await reminders.find(id);
  if (!found) return null;
  const named = await Promise.all(namedIn(found).map((askId) => views.ask(askId)));
  const asks = new Map(named.flatMap((view) => (view ? [[view.ask.id, view] as const] : [])));
  return { words: reminderWordsOf(id, found, asks), revision: 1, isDeleted: false };
}

async function drawRun(views: Views, runId: string): Promise<Card | null> {
  const view = await views.run(runId);
  return view && runCard(view);
}

async function drawAsk(views: Views, bodies: Bodies, askId: string): Promise<Card | null> {
  const found = await views.ask(askId);
  if (!found) return null;
  return askCard(found.ask, found.run, found.definition, await textsOf(bodies, found.ask));
}
