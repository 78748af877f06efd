import { describeBudget } from './describe-budget.ts';

describeBudget(3000, 1200);
