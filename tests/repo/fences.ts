/** What stands in the fences of a page that say that they are this kind of text; of the empty kind, in those that say nothing. */
export const fencesIn = (page: string, kind: string): string[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, of, text = '']) => (of === kind ? [text] : []));
