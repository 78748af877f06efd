import { commitsIn } from './facts.ts';
import type { Document } from './document.ts';
import { composeLook } from './look.ts';
import { composeNotes } from './notes.ts';
import { composePlain } from './plain.ts';
import { composeReview } from './review.ts';
import { composeScenes } from './scenes.ts';
import { composeSound } from './sound.ts';
import type { Source } from './source.ts';
import { composeStory } from './story.ts';

type Form = (source: Source) => Document;

/** The forms of documents, by words of a stage's name, else of its brief. The first that matches counts. */
const forms: [RegExp, Form][] = [
  [/\b(release[- _]?notes?|change[- _]?log)\b/i, composeNotes],
  [/\b(continuity|review|check|supervis\w*)\b/i, composeReview],
  [/\b(sound|score|music|audio)\b/i, composeSound],
  [/\b(look[- _]?book|visual\w*|palette|mood[- _]?board|storyboard)\b/i, composeLook],
  [/\b(scenes?|screenplay|script|beats?|step[- _]?outline)\b/i, composeScenes],
  [/\b(treatment|story|logline|synopsis|plot)\b/i, composeStory],
];

/** Writes the first draft of a document. */
export function compose(source: Source): Document {
  const { stage } = source;
  const called = `${stage.makes} ${stage.name}`.replace(/[_-]/g, ' ');
  const form = forms.find(([pattern]) => pattern.test(called)) ?? forms.find(([pattern]) => pattern.test(stage.brief));
  const hasHistory = Object.values(source.inputs).some((text) => commitsIn(text).length > 1);
  return (form?.[1] ?? (hasHistory ? composeNotes : composePlain))(source);
}
