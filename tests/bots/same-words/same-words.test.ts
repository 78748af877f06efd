import { describeSame } from './describe-same.ts';

describeSame(400, 60);
