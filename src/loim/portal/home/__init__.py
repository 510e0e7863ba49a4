"""The front page: what matters now, for whom one is and near where one lives."""
