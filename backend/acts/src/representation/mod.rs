//! Who took part, beside who lives here: whether a round asks, what people tell, and what is only counted.

mod ask;
mod count_voice;
mod enter_counts;
mod erase;
mod load_population;
mod tell;

pub use ask::ask_background;
pub(crate) use count_voice::count_voice;
pub use enter_counts::enter_counts;
pub use erase::erase_voices;
pub use load_population::load_population;
pub use tell::{Background, may_tell, tell_background};
