package slotui
