/** A British mobile number as people read it out; others stay as they are. */
export const spoken = (phone: string): string => phone.replace(/^\+44(\d{4})(\d{6})$/, '+44 $1 $2');
