import { excerpt, sentence } from '../text.ts';
import { parse, type Document } from './document.ts';
import { headed } from './brief.ts';
import type { Source } from './source.ts';
import { castOf, shownIn } from './story.ts';
import { inSeries, sentencesIn } from './words.ts';

const hours = ['DAWN', 'MORNING', 'NOON', 'DUSK', 'NIGHT'] as const;
const mostScenes = 9;

/** What happens, in single sentences: from the acts of a treatment among the inputs, else from the brief. */
function eventsOf({ inputs, brief }: Source): string[] {
  const sections = Object.values(inputs).flatMap((text) => parse(text, '').sections);
  const acts = sections.filter((it) => /^(act|part|chapter|scene|\d)/i.test(it.title));
  const told = (acts.length > 0 ? acts : sections).flatMap((it) => sentencesIn(it.lines.join(' ')));
  return (told.length > 0 ? told : sentencesIn(brief)).filter((it) => it.length > 12).slice(0, mostScenes);
}

/** A list of scenes for a film: where, when, and what happens. */
export function composeScenes(source: Source): Document {
  const cast = castOf(source.brief, source.parameters);
  const events = eventsOf(source);
  const place = cast.place.replace(/^(an?|the)\s+|\s+of\s.*$/gi, '').toUpperCase();
  const scenes = events.map((event, index) => {
    const slug = `${index % 2 === 0 ? 'EXT.' : 'INT.'} ${place} – ${hours[index % hours.length]}`;
    return {
      title: `${index + 1}. ${slug}`,
      lines: [sentence(excerpt(event, 320)), '', `_On screen_: ${inSeries(shownIn(event, source.brief, cast.hero))}.`],
    };
  });
  const from = Object.keys(source.inputs);
  return {
    title: headed(cast.title, source.stage.name),
    opening: `Taken from ${inSeries(from.length > 0 ? from.map((name) => `the ${name}`) : ['the brief'])}, in the order in which it is told.`,
    sections: scenes,
  };
}
