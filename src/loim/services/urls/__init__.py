"""Addresses of services and journeys; `config.urls` says where each begins."""
