import { holdUnder } from './hold-under.ts';

holdUnder({ from: 1, to: 100 });
