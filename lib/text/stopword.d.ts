/** The lists of the package `stopword` that are used here; it brings no types of its own. */
declare module 'stopword' {
  type List = readonly string[];
  export const ces: List, dan: List, deu: List, ell: List, eng: List, fin: List, fra: List, hun: List, ita: List, nld: List;
  export const nob: List, pol: List, por: List, ron: List, rus: List, spa: List, swe: List, tur: List, ukr: List;
}
