// A small choice of what people write to customers with.
const words = (text: string): string[] => text.split(' ');

export const emoji_groups = [
  {
    name: 'smileys',
    emoji: words('😀 😃 😄 😁 😅 😂 🙂 😉 😊 😇 🥰 😍 😘 😋 😜 🤗 🤔 🤫 😐 😶 🙄 😬 😌 😴 🤒 🤕 🥳 😎 🤓 😕 😟 🙁 😮 😢 😭 😱 😓 😤 😡 😅'),
  },
  { name: 'gestures', emoji: words('👋 👍 👎 👌 ✌️ 🤞 🤟 🤙 👈 👉 👆 👇 ☝️ ✋ 👏 🙌 🤝 🙏 💪 ✍️') },
  { name: 'hearts', emoji: words('❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💕 💖 ✨ ⭐ 🌟 🔥 💯') },
  { name: 'things', emoji: words('🎉 🎁 🎂 ☕ 🍕 🌮 📦 🚚 🚗 ✈️ 🏠 🏢 📱 💻 📞 📧 📄 📎 📅 ⏰ 💰 💳 🧾 🛒 🔑 🔒 🔧 💡 📷 🎧') },
  { name: 'signs', emoji: words('✅ ❌ ⚠️ ❗ ❓ ➡️ ⬅️ ⬆️ ⬇️ 🔄 🆗 🆕 🔔 🚫 ♻️ 📍') },
].map(({ name, emoji }) => ({ name: name as 'smileys' | 'gestures' | 'hearts' | 'things' | 'signs', emoji: [...new Set(emoji)] }));
