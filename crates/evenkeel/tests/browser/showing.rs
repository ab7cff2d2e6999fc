//! A card that one does not know yet, shown once by whoever has it, and begun from their way.

use super::someone::Someone;

/// Robin stands on the card's page; Sam has not done it before.
pub(crate) async fn walks_through(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    let here = robin.path().await;
    sam.opens(&here).await;
    sam.presses("Ask to be shown once").await;
    sam.reads("When you sit down together").await;
    sam.looks().await;

    robin.opens("/today").await;
    robin.presses("Sam would like to be shown this once.").await;
    robin.looks_at("Show it once").await;
    robin.writes("How I do it", "Soup on Mondays.\nThe big pot is in the cellar.").await;
    robin.presses("It has been shown").await;
    robin.reads("Saved.").await;
    assert!(robin.text("main").await.contains("You showed Sam this."));
    robin.looks().await;
    sam.opens(&here).await;
    assert!(sam.text("main").await.contains("Robin showed you this."));
    sam.looks().await;
}

/// The card is Sam's now.
pub(crate) async fn starts_from_their_way(sam: &mut Someone<'_>, card: &str) {
    sam.opens("/today").await;
    sam.presses(card).await;
    sam.presses("How Robin did it, to start from").await;
    sam.presses("Start my way with these words").await;
    sam.reads("Saved.").await;
    assert_eq!(
        sam.value_of("textarea[name=way]").await,
        "Soup on Mondays.\nThe big pot is in the cellar."
    );
    sam.looks().await;
}
