//! What every engine must do, as functions over any [`Journal`].
