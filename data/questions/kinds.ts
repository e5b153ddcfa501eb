/**
 * Words by kind, written for Wordspace. Categorisation sorts them all again; odd-one-out groups take some words of
 * one kind and one of another. Words that belong to several kinds (orange, silver, march) are left out.
 */

/** By kind, common words first. */
export const kinds: Record<string, string> = {
  animal: 'dog cat horse cow sheep pig goat lion tiger bear wolf fox rabbit elephant monkey deer',
  bird: 'eagle hawk owl crow sparrow pigeon duck goose robin pheasant',
  fish: 'salmon trout cod herring mackerel shark tuna eel',
  tree: 'oak pine elm birch maple willow cedar beech',
  fruit: 'apple pear cherry grape lemon banana melon strawberry fig plum',
  metal: 'iron gold copper zinc tin nickel aluminum steel mercury',
  colour: 'red blue green yellow white black purple brown pink scarlet',
  'body part': 'arm leg hand foot head nose ear mouth knee shoulder neck elbow chest finger',
  clothing: 'shirt hat coat shoes trousers skirt jacket gloves dress stockings',
  furniture: 'table chair desk bed sofa cupboard bench stool',
  vessel: 'ship boat canoe yacht ferry schooner raft barge',
  instrument: 'piano violin flute trumpet guitar drum harp clarinet',
  month: 'january february april june july august september october november december',
  weekday: 'monday tuesday wednesday thursday friday saturday sunday',
  number: 'two three four five six seven eight nine ten twelve twenty',
  kin: 'father mother brother sister son daughter uncle aunt cousin nephew grandfather',
  weather: 'rain snow wind storm fog thunder lightning hail frost',
  profession: 'doctor lawyer teacher carpenter engineer nurse baker tailor blacksmith surgeon',
  country: 'france germany italy spain russia japan china egypt mexico brazil',
  feeling: 'anger fear joy sorrow grief love hatred envy pride shame',
};
