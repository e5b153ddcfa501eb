import { expose } from 'comlink';
import { encodeAfter } from '../space/film/coded-rows';

const desk = { code: encodeAfter };
export type FilmDesk = typeof desk;

expose(desk);
