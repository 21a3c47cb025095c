//! The program: reads its arguments and hands over to one of the two faces.

fn main() {}
