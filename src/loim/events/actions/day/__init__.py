"""The day itself: checking in, feedback, certificates, letters before and after."""
