import { parse, type Document } from './document.ts';
import { headed } from './brief.ts';
import type { Source } from './source.ts';
import { castOf, shownIn } from './story.ts';
import { capitalise, inSeries, pick } from './words.ts';

const palettes: readonly [string[], ...string[][]] = [
  ['slate blue for distance', 'salt white for what is said', 'one warm amber, kept for the turning points'],
  ['moss and wet stone for the everyday', 'brass for what is remembered', 'a red that appears twice, and no more'],
  ['pale concrete for the ordinary', 'bottle green for secrets', 'late yellow light for what is forgiven'],
];
const lights = [
  'From one side, low, with deep but open shadows.',
  'Overcast and even; faces carry the contrast.',
] as const;
const frames = [
  'Wide and still at first; closer with every act, until there is nothing but a face.',
  'At eye height, a little too far away, so that the room always has its say.',
] as const;

/** The scenes among the inputs; without any, all their sections. */
export const momentsOf = ({ inputs }: Source): { title: string; text: string }[] => {
  const sections = Object.values(inputs).flatMap((text) => parse(text, '').sections);
  const scenes = sections.filter((it) => /^\d+\.|\b(INT|EXT)\.|^scene\b/i.test(it.title));
  return (scenes.length > 0 ? scenes : sections)
    .slice(0, 9)
    .map((it) => ({ title: it.title, text: it.lines.join(' ') }));
};

const framings = ['Hold on', 'Come in late on', 'Stay behind', 'Let the frame lose'] as const;

/** A look book for a film: palette, light, frame, and a picture for each scene. */
export function composeLook(source: Source): Document {
  const cast = castOf(source.brief, source.parameters);
  const seed = source.brief;
  const pictures = momentsOf(source).map(({ title, text }) => {
    const subject = inSeries(shownIn(text, source.brief, cast.thing));
    return `- **${title}**: ${pick(framings, title)} ${subject}.`;
  });
  return {
    title: headed(cast.title, source.stage.name),
    opening: `How it looks: ${cast.hero}, ${cast.thing}, and ${cast.place}. Everything else is left out of the frame.`,
    sections: [
      { title: 'Palette', lines: pick(palettes, seed).map((it) => `- ${capitalise(it)}`) },
      { title: 'Light', lines: [pick(lights, seed)] },
      { title: 'Frame', lines: [pick(frames, `${seed}frame`)] },
      ...(pictures.length > 0 ? [{ title: 'Scene by scene', lines: pictures }] : []),
      {
        title: 'Not in this film',
        lines: ['- Beauty that nobody in the story would notice', '- A colour without a reason'],
      },
    ],
  };
}
