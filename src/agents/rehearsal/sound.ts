import type { Document } from './document.ts';
import { headed } from './brief.ts';
import type { Source } from './source.ts';
import { momentsOf } from './look.ts';
import { castOf, shownIn } from './story.ts';
import { inSeries, pick } from './words.ts';

const motifs = ['three notes that never resolve', 'a hum, just below what can be named', 'one breath, held'] as const;
const layers = [
  'Close, dry, almost too near:',
  'Heard through a wall:',
  'Only room tone, then',
  'It drops out before',
] as const;

/** A sound plan for a film: what returns, what is silent, and an idea for each scene. */
export function composeSound(source: Source): Document {
  const cast = castOf(source.brief, source.parameters);
  const scenes = momentsOf(source).map(({ title, text }) => {
    const subject = inSeries(shownIn(text, source.brief, cast.thing));
    return `- **${title}**: ${pick(layers, title)} ${subject}.`;
  });
  return {
    title: headed(cast.title, source.stage.name),
    opening: `We hear ${cast.place} before we see it. One sound belongs to ${cast.thing} alone, and it changes once.`,
    sections: [
      {
        title: 'What returns',
        lines: [`The motif: ${pick(motifs, source.brief)}, first with ${cast.hero}, at the end without.`],
      },
      {
        title: 'Silence',
        lines: [
          'Before each decision, a full second without anything. Nobody should notice; everybody should feel it.',
        ],
      },
      ...(scenes.length > 0 ? [{ title: 'Scene by scene', lines: scenes }] : []),
    ],
  };
}
