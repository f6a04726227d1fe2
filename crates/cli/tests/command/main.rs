//! The command as people and scripts meet it: the built program, run on files and on standard input.

mod check;
mod docs;
mod fix;
mod ignore;
mod json;
mod lesson;
mod run;
mod sarif;
mod serve;
mod share;
mod support;
