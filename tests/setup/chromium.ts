import { chromium, type Browser } from 'playwright-core';
import { get } from './needs.ts';

/** It calls nobody, and keeps to itself. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: get('chromium'), args: quiet });
