/** The sandbox people of the contract. None of them exists; every number's last six digits begin with 999. */
export interface Person {
  /** The login name of the national account. */
  readonly id: string;
  readonly name: string;
  readonly number: string;
  /** As the person would write it: `dd/mm/yyyy`, or `yyyy` where only the year is known. */
  readonly born: string;
}

export const password = 'Sandbox@123';

/** One-time code and passcode of everybody. */
export const code = '123456';

export const people = {
  /** National account with CCCD. */
  an: { id: 'an', name: 'Nguyễn Văn An', number: '025085999001', born: '01/01/1985' },
  /** National account without CCCD; the register knows her. */
  binh: { id: 'binh', name: 'Trần Thị Bình', number: '025190999002', born: '15/03/1990' },
  /** Only the year of birth is known. */
  cuong: { id: 'cuong', name: 'Lê Quốc Cường', number: '026078999003', born: '1978' },
  /** The register does not know her. */
  dung: { id: 'dung', name: 'Phạm Thị Dung', number: '025195999004', born: '20/07/1995' },
  /** VNeID at level 1. */
  giang: { id: 'giang', name: 'Vũ Hương Giang', number: '025301999005', born: '09/09/2001' },
  /** An official of unit H44.12. */
  khoi: { id: 'khoi', name: 'Hoàng Minh Khôi', number: '025080999010', born: '02/02/1980' },
  /** A second national account of binh. */
  binh2: { id: 'binh2', name: 'Trần Thị Bình', number: '025190999002', born: '15/03/1990' },
  /** Two records answer to the same three entries. */
  hung: { id: 'hung', name: 'Ngô Văn Hùng', number: '026081999023', born: '23/01/1981' },
  /** Her number was cancelled. */
  thom: { id: 'thom', name: 'Lý Thị Thơm', number: '025187999024', born: '24/02/1987' },
} as const satisfies Record<string, Person>;

/** Day, month and year; the first two are empty where only the year is known. */
export function birthParts(person: Person): { day: string; month: string; year: string } {
  const [year = '', month = '', day = ''] = person.born.split('/').reverse();
  return { day, month, year };
}

/** Everything about people that may stand in no address and no title, in the forms it could take there. */
export const personalValues: readonly string[] = Object.values<Person>(people).flatMap((person) => {
  const { day, month, year } = birthParts(person);
  const dates = day ? [person.born, `${day}-${month}-${year}`, `${year}-${month}-${day}`, `${year}${month}${day}`] : [];
  return [person.number, person.name, person.name.toUpperCase(), ...dates];
});

/** The personal values found in a text, however it is encoded. */
export function personalValuesIn(text: string): string[] {
  const readable = decoded(text.replaceAll('+', ' ')).normalize('NFC');
  return personalValues.filter((value) => readable.includes(value));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % is no encoding.
  }
}
