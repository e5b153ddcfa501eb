import { semanticAxes } from '../axes/axes';
import { dims, seed, words, type Method } from './method';

export const axesMethod: Method = {
  id: 'axes',
  title: 'Axes',
  summary: 'Places words between two ends that you name, such as good and bad; what is left shows principal components.',
  oriented: true,
  source: 'An, Kwak & Ahn 2018, “SemAxis”, ACL; Kozlowski, Taddy & Evans 2019, “The geometry of culture”, American Sociological Review 84',
  options: [
    dims,
    words(1_000_000, 'How many of the first words are laid out.'),
    {
      name: 'trials',
      label: 'Axes by chance',
      help: 'How many axes between words drawn by chance each of yours is compared with.',
      default: 999,
      min: 0,
      max: 9999,
      integer: true,
      advanced: true,
    },
    seed,
  ],
  needs: () => null,
  layOut: (_, { dims, words, trials, seed }, given, whole) => semanticAxes(whole, given?.axes ?? [], { dims: dims === 2 ? 2 : 3, words, trials, seed }),
};
