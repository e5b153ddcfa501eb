/**
 * Words whose point does not end a sentence, case-folded. Single letters (J. R. R.)
 * and pointed ones (e.g., U.S.) are seen by their form and need no list; words that
 * often do end a sentence (etc., no.) are left out on purpose.
 */
export const abbreviations: ReadonlySet<string> = new Set(
  `mr mrs ms messrs mme mlle dr drs prof st sr jr hr fr herr sra dra rev hon gen col maj capt cpt lt sgt cmdr adm
   gov sen rep pres supt esq mt ft inc co corp ltd dept univ assn bros vs cf viz al ed eds vol vols pp fig figs
   eq ch sec art approx ca bzw vgl jan feb apr jun jul aug sep sept oct nov dec`.split(/\s+/),
);
