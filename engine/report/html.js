/* The HTML report: moves between findings and text, filters, copies. Everything it works on is in the
   document already; it adds no markup and asks for nothing. */
(function () {
	'use strict';

	var root = document.documentElement;
	var all = [];
	var came_from = null;
	var calm = matchMedia('(prefers-reduced-motion: reduce)');

	function each(list, act) {
		Array.prototype.forEach.call(list, act);
	}

	function words(element, name) {
		return (element.getAttribute(name) || '').split(' ').filter(Boolean);
	}

	function reveal(element, block) {
		element.scrollIntoView({block: block, behavior: calm.matches ? 'auto' : 'smooth'});
	}

	/* --- one contract ---------------------------------------------------------------------- */

	function Contract(article) {
		var self = this;

		this.article = article;
		this.id = article.id;
		this.marks = article.querySelectorAll('.m');
		this.cards = article.querySelectorAll('.f');
		this.by_number = {};
		this.marks_of = {};
		this.off = {};
		this.current = null;
		this.settled = false;
		this.by_place = false;
		each(this.cards, function (card) {
			self.by_number[card.dataset.n] = card;
			each(card.querySelectorAll('details'), function (details) {
				details.open = false;
			});
		});
		each(this.marks, function (mark) {
			words(mark, 'data-f').forEach(function (n) {
				(self.marks_of[n] = self.marks_of[n] || []).push(mark);
			});
		});
		each(article.querySelectorAll('.list'), function (list) {
			list.original = Array.prototype.slice.call(list.children);
		});
		each(article.querySelectorAll('.filters, .copy, .keys'), function (element) {
			element.hidden = false;
		});
		this.box = article.querySelector('details.settled');
		this.listen();
		this.filter();
	}

	Contract.prototype.listen = function () {
		var self = this;

		this.article.addEventListener('click', function (event) {
			var target = event.target;
			var mark = target.closest('.m');
			var go = target.closest('.go');
			var level = target.closest('.levels button');
			var action = target.closest('[data-do]');
			var copy = target.closest('.copy');

			if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
				return;
			if (mark) {
				event.preventDefault();
				self.follow_mark(mark);
			} else if (go) {
				event.preventDefault();
				came_from = go;
				self.follow_card(go);
			} else if (level) {
				toggle(level);
				self.filter();
			} else if (action) {
				self[action.dataset.do](action);
			} else if (copy) {
				copy_wording(copy);
			} else if (target.closest('.f') && !target.closest('a, button, summary') &&
				   !String(getSelection())) {
				self.select(target.closest('.f'));
				self.show_mark();
			}
		});
		each(this.article.querySelectorAll('select'), function (select) {
			select.addEventListener('change', function () {
				self.filter();
			});
		});
	};

	function toggle(button) {
		var pressed = button.getAttribute('aria-pressed') !== 'true';

		button.setAttribute('aria-pressed', String(pressed));
		return pressed;
	}

	/* Where several findings share the words, each click shows the next of them. */
	Contract.prototype.follow_mark = function (mark) {
		var self = this;
		var shown = words(mark, 'data-f').filter(function (n) {
			return self.by_number[n] && !self.by_number[n].hidden;
		});
		var at = this.current ? shown.indexOf(this.current.dataset.n) : -1;
		var blank = words(mark, 'data-b')[0];

		came_from = mark;
		if (shown.length)
			this.go(this.by_number[shown[(at + 1) % shown.length]]);
		else if (blank)
			focus_on(document.getElementById(this.id + 'b' + blank));
	};

	/* From a finding, or a blank in the list, to its words; to its place when it has none. */
	Contract.prototype.follow_card = function (link) {
		var card = link.closest('.f');
		var id = link.getAttribute('href').slice(1);
		var blank = '.m[data-b~="' + id.slice(this.id.length + 1) + '"]';
		var mark = card ? (this.marks_of[card.dataset.n] || [])[0] : this.article.querySelector(blank);

		if (card)
			this.select(card);
		reveal(mark || document.getElementById(id), 'center');
		(mark || this.article.querySelector('.text')).focus({preventScroll: true});
	};

	function focus_on(element) {
		each(document.querySelectorAll('.blanks li.on'), function (item) {
			item.classList.remove('on');
		});
		element.classList.add('on');
		element.focus({preventScroll: true});
		reveal(element, 'center');
	}

	Contract.prototype.select = function (card) {
		this.clear();
		this.current = card;
		card.classList.add('on');
		each(card.querySelectorAll('details'), function (details) {
			details.open = true;
		});
		(this.marks_of[card.dataset.n] || []).forEach(function (mark) {
			mark.classList.add('on');
		});
	};

	Contract.prototype.clear = function () {
		each(this.article.querySelectorAll('.on'), function (element) {
			element.classList.remove('on');
		});
		this.current = null;
	};

	/* Selects a finding and takes the reader there. */
	Contract.prototype.go = function (card) {
		if (this.box && this.box.contains(card))
			this.box.open = true;
		this.select(card);
		card.focus({preventScroll: true});
		reveal(card, 'nearest');
	};

	Contract.prototype.show_mark = function () {
		var place = document.getElementById(this.id + 'm' + this.current.dataset.n);
		var marks = this.marks_of[this.current.dataset.n];

		if (marks || place)
			reveal(marks ? marks[0] : place, 'center');
	};

	Contract.prototype.step = function (by) {
		var cards = Array.prototype.filter.call(this.article.querySelectorAll('.f'), function (card) {
			return !card.hidden;
		});
		var at = cards.indexOf(this.current);

		at = at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by;
		if (at < 0 || at >= cards.length)
			return;
		this.go(cards[at]);
		this.show_mark();
	};

	/* --- filters ---------------------------------------------------------------------------- */

	Contract.prototype.wanted = function () {
		var wanted = {s: {}, c: '', h: ''};

		each(this.article.querySelectorAll('.levels button'), function (button) {
			wanted.s[button.dataset.s] = button.getAttribute('aria-pressed') === 'true';
		});
		each(this.article.querySelectorAll('.selects select'), function (select) {
			wanted[select.dataset.key] = select.value;
		});
		return wanted;
	};

	function fits(card, wanted, settled) {
		return wanted.s[card.dataset.s] && (wanted.c === '' || wanted.c === card.dataset.c) &&
			(wanted.h === '' || words(card, 'data-h').indexOf(wanted.h) >= 0) &&
			(settled || !card.classList.contains('settled'));
	}

	Contract.prototype.filter = function () {
		var self = this, wanted = this.wanted(), shown = 0, count = 0;

		each(this.cards, function (card) {
			card.hidden = !fits(card, wanted, self.settled);
			self.off[card.dataset.n] = card.hidden;
			if (self.settled || !card.classList.contains('settled'))
				count++;
			shown += !card.hidden;
		});
		if (this.current && this.current.hidden)
			this.clear();
		if (this.box)
			this.box.hidden = !this.settled;
		this.filter_marks();
		this.filter_headings();
		this.say(shown, count, wanted);
	};

	/* A stretch of text looks like the worst finding on it that is shown. */
	Contract.prototype.filter_marks = function () {
		var self = this;
		var names = ['info', 'low', 'medium', 'high'];

		each(this.marks, function (mark) {
			var shown = words(mark, 'data-f').filter(function (n) {
				return !self.off[n];
			});
			var worst = shown.length ? self.by_number[shown[0]] : null;
			var settled = worst && worst.classList.contains('settled');
			var dead = !worst && !mark.hasAttribute('data-b');

			names.forEach(function (name) {
				mark.classList.toggle(name, Boolean(worst) && names[worst.dataset.s] === name);
			});
			mark.classList.toggle('settled', Boolean(settled && !self.settled));
			mark.classList.toggle('off', dead);
			if (dead)
				mark.tabIndex = -1;
			else
				mark.removeAttribute('tabindex');
		});
		each(this.article.querySelectorAll('.fn'), function (number) {
			number.classList.toggle('off', Boolean(self.off[number.dataset.n]));
		});
	};

	Contract.prototype.filter_headings = function () {
		var self = this;

		each(this.article.querySelectorAll('.list h3'), function (heading) {
			var count = 0;
			each(heading.parentElement.querySelectorAll('.f'), function (card) {
				count += !card.hidden && card.dataset.s === heading.dataset.s;
			});
			heading.hidden = self.by_place || !count;
			heading.querySelector('span').textContent = String(count);
		});
		each(this.article.querySelectorAll('.structure'), function (section) {
			section.hidden = !section.querySelector('.f:not([hidden])');
		});
	};

	Contract.prototype.say = function (shown, count, wanted) {
		var output = this.article.querySelector('output');
		var narrowed = shown < count || wanted.c !== '' || wanted.h !== '';

		output.textContent = output.dataset.say.replace('{shown}', shown).replace('{all}', count);
		this.article.querySelector('[data-do="reset"]').hidden = !narrowed;
		this.article.querySelector('.nothing').hidden = shown > 0 || count === 0;
	};

	Contract.prototype.reset = function () {
		each(this.article.querySelectorAll('.levels button'), function (button) {
			button.setAttribute('aria-pressed', 'true');
		});
		each(this.article.querySelectorAll('.selects select'), function (select) {
			select.value = '';
		});
		this.filter();
		this.article.querySelector('.levels button').focus();
	};

	Contract.prototype.order = function (button) {
		var by_place = this.by_place = toggle(button);

		each(this.article.querySelectorAll('.list'), function (list) {
			var items = list.original.slice();
			if (by_place)
				items = items.filter(function (item) {
					return item.dataset.n;
				}).sort(function (a, b) {
					return a.dataset.n - b.dataset.n;
				});
			items.forEach(function (item) {
				list.appendChild(item);
			});
		});
		this.filter();
	};

	Contract.prototype.show_settled = function (button) {
		this.settled = toggle(button);
		this.filter();
		if (this.box)
			this.box.open = this.settled;
	};

	/* --- copying ---------------------------------------------------------------------------- */

	function wording_of(button) {
		var lines = button.closest('.fix').querySelectorAll('.wording p');

		return Array.prototype.map.call(lines, function (line) {
			return line.textContent;
		}).join('\n');
	}

	/* Where a page from a file may not use the clipboard, the old way still works. */
	function copy_selected(button) {
		var range = document.createRange(), selection = getSelection(), done;

		range.selectNodeContents(button.closest('.fix').querySelector('.wording'));
		selection.removeAllRanges();
		selection.addRange(range);
		done = document.execCommand('copy');
		if (done)
			selection.removeAllRanges();
		return done;
	}

	function copy_wording(button) {
		function say(done) {
			var before = button.textContent;
			if (!done || before === button.dataset.done)
				return;
			button.textContent = button.dataset.done;
			setTimeout(function () {
				button.textContent = before;
			}, 2000);
		}

		if (!navigator.clipboard || !isSecureContext) {
			say(copy_selected(button));
			return;
		}
		navigator.clipboard.writeText(wording_of(button)).then(function () {
			say(true);
		}, function () {
			say(copy_selected(button));
		});
	}

	/* --- the document ----------------------------------------------------------------------- */

	function contract_of(element) {
		return all.filter(function (contract) {
			return contract.article.contains(element);
		})[0];
	}

	function shown_contract() {
		return contract_of(document.activeElement) || all.filter(function (contract) {
			return !contract.article.hidden;
		})[0];
	}

	/* With several contracts, one is shown at a time, or their index. */
	function route() {
		var element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		var target = element && contract_of(element);
		var index = document.getElementById('files');
		var card = element && element.closest('.f');

		if (index) {
			all.forEach(function (contract) {
				contract.article.hidden = contract !== target;
			});
			index.hidden = Boolean(target);
			if (document.querySelector('.skipped'))
				document.querySelector('.skipped').hidden = Boolean(target);
		}
		if (target)
			document.title = target.article.querySelector('h1').textContent;
		if (card && target.off[card.dataset.n])
			return;
		if (card)
			target.go(card);
		else if (element && element !== target.article)
			reveal(element, 'start');
		else
			scrollTo(0, 0);
	}

	function key(event) {
		var contract = shown_contract();

		if (event.ctrlKey || event.metaKey || event.altKey || !contract ||
		    event.target.closest('select, input, textarea'))
			return;
		if (event.key === 'j' || event.key === 'k') {
			contract.step(event.key === 'j' ? 1 : -1);
		} else if (event.key === 'Escape') {
			contract.clear();
			if (came_from)
				came_from.focus();
			came_from = null;
		} else if (event.key === 'Enter' && event.target.matches('.f') &&
			   event.target.querySelector('.go')) {
			came_from = event.target;
			contract.follow_card(event.target.querySelector('.go'));
		} else {
			return;
		}
		event.preventDefault();
	}

	function open_all(open) {
		return function () {
			each(document.querySelectorAll('.f details'), function (details) {
				if (open) {
					details.was = details.open;
					details.open = true;
				} else {
					details.open = details.was;
				}
			});
		};
	}

	function start() {
		var index = document.getElementById('files');

		root.classList.add('js');
		each(document.querySelectorAll('.contract'), function (article) {
			all.push(new Contract(article));
		});
		if (index) {
			document.body.insertBefore(index, document.body.firstChild);
			each(document.querySelectorAll('.all'), function (link) {
				link.hidden = false;
			});
		} else if (all.length) {
			document.title = all[0].article.querySelector('h1').textContent;
		}
		if (matchMedia('(max-width: 60rem)').matches)
			each(document.querySelectorAll('.tree details'), function (details) {
				details.open = false;
			});
		addEventListener('hashchange', route);
		addEventListener('beforeprint', open_all(true));
		addEventListener('afterprint', open_all(false));
		document.addEventListener('keydown', key);
		if (index || location.hash)
			route();
	}

	start();
}());
