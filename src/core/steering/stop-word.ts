const stopWords = new Set(['stop', 'pause', 'wait', 'hold', 'halt']);

/** Only a stop word, however it is written: “STOP!!”, “wait…”. Anything beside it makes it steering (P20). */
export function stopWordIn(text: string): string | null {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim();
  return stopWords.has(word) ? word : null;
}
