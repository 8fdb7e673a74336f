/** An election of the practice chain. Times are seconds from now, and negative before it. */
export type PracticeElection = {
  title: string;
  description: string;
  /** The votes that each candidate has to begin with; the crowd goes on in the same proportion. */
  candidates: { name: string; votes: number }[];
  opens: number;
  closes: number;
  /** In how many blocks the ballots arrived. */
  blocks: number;
  /** Whether the voters on a roll alone may vote, not everybody. */
  onRoll?: boolean;
};

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** When the first of these elections was put up, in seconds from now. */
export const firstCreation = -3 * day;

/** The elections that a newcomer finds, one for each thing that there is to see; the last is the first on the page. */
export const practiceElections: PracticeElection[] = [
  {
    title: "What shall the old bakery become?",
    description:
      "The village has leased the bakery on Mill Lane for ten years. Two plans passed the surveyor's check, and one of them will be carried out. If both have the same number of votes, the parish meeting on the 12th talks about it once more.",
    candidates: [
      { name: "A repair café — open three afternoons a week, run by volunteers", votes: 31 },
      { name: "A practice room for the bands — soundproof, with keys for members", votes: 31 },
      { name: "Leave it empty until there is money for both", votes: 9 },
    ],
    opens: -3 * day + hour,
    closes: -28 * hour,
    blocks: 14,
  },
  {
    title: "Which firm shall renew the roof of Lindenhof?",
    description:
      "Three firms made an offer for the roof of the front building, insulation included. The building committee checked all three for completeness and recommends none. Work starts in April; the rent does not change.",
    candidates: [
      { name: "Zimmerei Großmann — €412,000, wood fibre, eleven weeks", votes: 58 },
      { name: "Dachwerk Süd — €389,500, mineral wool, nine weeks", votes: 37 },
      { name: "Kowalczyk & Töchter — €431,200, wood fibre, solar-ready, ten weeks", votes: 22 },
      { name: "None of these", votes: 4 },
    ],
    opens: -2 * day - 20 * hour,
    closes: -5 * hour,
    blocks: 18,
  },
  {
    title: "Which project shall the summer fair pay for?",
    description:
      "The school parents' association expects about 2,400 from the summer fair. Every family may propose a project until the vote opens; these three came in and can all be finished before the autumn holidays.",
    candidates: [
      { name: "A sail to shade the playground", votes: 0 },
      { name: "Instruments for the school orchestra — two cellos and a bassoon", votes: 0 },
      { name: "Bicycle repair stand and pump by the gate", votes: 0 },
      { name: "None of these — keep the money for next year", votes: 0 },
    ],
    opens: day,
    closes: 8 * day,
    blocks: 0,
  },
  {
    title: "Which reader shall join the library board?",
    description:
      "One of the five seats on the board of the town library belongs to its readers. The board decides on opening hours, purchases and the mobile library. The seat is held for two years and is not paid.",
    candidates: [
      { name: "Nguyễn Thị Mai — reads to children on Saturdays", votes: 29 },
      { name: "Björn Sæther — wants the reading room open on Sundays", votes: 34 },
      { name: "Aoife Ní Bhriain — retired bookbinder", votes: 17 },
      { name: "None of these", votes: 3 },
    ],
    opens: -26 * hour,
    closes: 9 * day,
    blocks: 15,
  },
  {
    title: "Shall the branch accept the pay offer of 4.2 %?",
    description:
      "The employers' offer of last Tuesday: 4.2 % from March, and two more days of leave for shift workers. The branch committee recommends acceptance by five votes to three. The result binds our delegates at the regional conference.",
    candidates: [
      { name: "Accept the offer", votes: 26 },
      { name: "Refuse it and go on negotiating", votes: 14 },
      { name: "Refuse it and ballot on strike action", votes: 8 },
    ],
    opens: -20 * hour,
    closes: 4 * minute,
    blocks: 12,
  },
  {
    title: "Who shall chair the allotment society from 2027?",
    description:
      "Margaret Ellis steps down after nine years in the chair. The chair leads the committee's meetings, speaks for the society with the council, and holds the keys to the water main. The term is three years and begins on 1 January 2027.\n\nQuorum: a third of all members\nContact: Priya Raman, secretary, hut by the main gate, Saturdays 10 to 12",
    candidates: [
      { name: "Edith Blackwood — treasurer since 2021, plot 14", votes: 91 },
      { name: "Tomasz Wiśniewski — keeps the bees and the water rota, plot 52", votes: 78 },
      { name: "Hélène Okafor — wants to open the waiting list, plot 7", votes: 56 },
      { name: "None of these", votes: 15 },
    ],
    opens: -2 * day,
    closes: 3 * day,
    blocks: 40,
    onRoll: true,
  },
];
