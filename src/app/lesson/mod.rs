//! The course: lessons beside the editor, whose goals are judged while somebody writes.

mod acts;
mod announcer;
mod classroom;
mod file_field;
mod goals;
mod handout;
mod hints;
mod link;
mod list;
mod open_course;
mod opening;
mod projector;
mod quiz;
mod solved;
mod tab;
mod trouble;

pub use announcer::Announcer;
pub use classroom::Classroom;
pub use goals::GoalCount;
pub use handout::Handout;
pub use link::Link;
pub use open_course::OpenCourse;
pub use projector::ProjectorBar;
pub use tab::LessonTab;
pub use trouble::TroubleNotice;
